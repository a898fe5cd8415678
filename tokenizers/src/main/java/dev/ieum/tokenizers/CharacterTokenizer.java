package dev.ieum.tokenizers;

import java.util.BitSet;

/** Splits text into Unicode code points, a preceding space marked on each. Thread-safe. */
public final class CharacterTokenizer extends BoundaryTokenizer {

  /** Makes a tokenizer. */
  public CharacterTokenizer() {}

  @Override
  protected void findBoundaries(String text, BitSet boundaries) {
    boundaries.set(0, text.length());
  }

  @Override
  protected boolean keepsGraphemesWhole() {
    return false;
  }
}
