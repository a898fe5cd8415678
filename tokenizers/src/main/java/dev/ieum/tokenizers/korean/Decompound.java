package dev.ieum.tokenizers.korean;

/** What becomes of morphemes that are made of parts. */
public enum Decompound {
  /** They stay whole; the parts stand beside them. */
  NONE,
  /** Their parts take their place. */
  DISCARD,
  /** They stay, and their parts follow them. */
  MIXED
}
