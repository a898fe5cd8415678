package dev.ieum.tokenizers.entity;

/** What grammar sees of an entity: a network reads one symbol of this type in its place. */
public enum SymbolType {
  /** A number. */
  NUMBER(0),
  /** A number with a unit or currency. */
  AMOUNT(1),
  /** A date or time. */
  DATE(2),
  /** A noun that says nothing: an address, a path, code, an order number. */
  OPAQUE(3),
  /** A name in Latin letters. */
  NAME(4),
  /** A placeholder, a tag or another mark of a format. */
  PLACEHOLDER(5),
  /** An emoji or a sign. */
  SIGN(6);

  private final int place;

  SymbolType(int place) {
    this.place = place;
  }

  /** Its place among the types, which trained vocabularies depend on. */
  int place() {
    return place;
  }
}
