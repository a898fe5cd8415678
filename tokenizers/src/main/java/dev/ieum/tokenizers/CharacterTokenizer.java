package dev.ieum.tokenizers;

import java.util.Arrays;

/** Gives each Unicode code point as a token, a preceding space marked on it. Thread-safe. */
public final class CharacterTokenizer extends CuttingTokenizer {

  /** Makes one. */
  public CharacterTokenizer() {}

  @Override
  void cut(String text, boolean[] cutBefore) {
    Arrays.fill(cutBefore, true);
  }

  @Override
  boolean keepsSignsWhole() {
    return false;
  }
}
