package dev.ieum.tokenizers;

import java.util.BitSet;

/** Splits text at white space only. Thread-safe. */
public final class WhitespaceTokenizer extends BoundaryTokenizer {

  /** Makes a tokenizer. */
  public WhitespaceTokenizer() {}

  @Override
  protected void findBoundaries(String text, BitSet boundaries) {
    // Spaces always are.
  }
}
