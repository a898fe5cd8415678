package dev.ieum.tokenizers.korean;

/** How morphemes that consist of parts are returned. */
public enum Decompound {
  /** The whole morpheme, with its parts listed in it. */
  NONE,
  /** The parts instead of the whole. */
  DISCARD,
  /** The whole morpheme, followed by its parts. */
  MIXED
}
