package dev.ieum.tokenizers.entity;

/** What kind of thing an entity is. */
public enum EntityKind {
  /** A web address, with or without a scheme: {@code https://example.com/a?b=1}, example.com. */
  URL(SymbolType.OPAQUE),
  /** An e-mail address. */
  EMAIL(SymbolType.OPAQUE),
  /** A file name or path: {@code report.pdf}, {@code /etc/hosts}, {@code C:\a\b.txt}. */
  PATH(SymbolType.OPAQUE),
  /** Text between backquotes, or an HTML element that holds code. */
  CODE(SymbolType.OPAQUE),
  /** A version: {@code v2.1}, 1.0.0-beta. */
  VERSION(SymbolType.OPAQUE),
  /** A number of an order, product or document: AB-1234-X, #10423. */
  ORDER_NUMBER(SymbolType.OPAQUE),
  /** A telephone number. */
  PHONE(SymbolType.OPAQUE),
  /** A date with figures: 2024-03-05, 2024년 3월 5일, March 5, 2024. */
  DATE(SymbolType.DATE),
  /** A time of day or a time stamp: 15:30, 오후 3시 30분, 3:30 p.m. */
  TIME(SymbolType.DATE),
  /** An amount of money. */
  MONEY(SymbolType.AMOUNT),
  /** A share: 98%, 98퍼센트. */
  PERCENT(SymbolType.AMOUNT),
  /** A number with a unit: 62kg, 3.7킬로미터. */
  MEASURE(SymbolType.AMOUNT),
  /** A figure, also with Korean units of number: 1,234.5, 3억 5천만. */
  NUMBER(SymbolType.NUMBER),
  /** What a program fills in: {@code {name}}, {@code {{a.b}}}, {@code %1$s}, %d. */
  PLACEHOLDER(SymbolType.PLACEHOLDER),
  /** A tag or comment of HTML or XML. */
  TAG(SymbolType.PLACEHOLDER),
  /** A character reference of HTML or XML: {@literal &}lt; and the like. */
  REFERENCE(SymbolType.PLACEHOLDER),
  /** A mark of Markdown: {@code **}, a heading's {@code #}, the address of a link. */
  MARKDOWN(SymbolType.PLACEHOLDER),
  /** A user's name: {@code @name}. */
  MENTION(SymbolType.OPAQUE),
  /** A tag of social media: #name. */
  HASHTAG(SymbolType.OPAQUE),
  /** A row of emoji, signs such as ★, or an emoticon. */
  EMOJI(SymbolType.SIGN),
  /** Words in Latin letters in a text that holds Hangul. */
  NAME(SymbolType.NAME),
  /** Private-use characters, which mean nothing to anybody else. */
  PRIVATE_USE(SymbolType.OPAQUE);

  private final SymbolType symbol;

  EntityKind(SymbolType symbol) {
    this.symbol = symbol;
  }

  /** The type of symbol that stands for it. */
  public SymbolType symbol() {
    return symbol;
  }
}
