package dev.ieum.tokenizers.entity;

/** What grammar sees of an entity: a network reads one symbol of this type in its place. */
public enum SymbolType {
  /** A number. */
  NUMBER,
  /** A number with a unit or currency. */
  AMOUNT,
  /** A date or time. */
  DATE,
  /** A noun that says nothing: an address, a path, code, an order number. */
  OPAQUE,
  /** A name in Latin letters. */
  NAME,
  /** A placeholder, a tag or another mark of a format. */
  PLACEHOLDER,
  /** An emoji or a sign. */
  SIGN
}
