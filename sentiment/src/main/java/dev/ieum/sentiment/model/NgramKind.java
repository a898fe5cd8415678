package dev.ieum.sentiment.model;

/** What n-grams are made of. */
public enum NgramKind {
  /** UTF-16 units of the composed text: a Hangul syllable is one. */
  CHARACTER,
  /** UTF-16 units of the decomposed text: a Hangul syllable is two or three. */
  JAMO
}
