package dev.ieum.tokenizers;

import java.util.Arrays;

/** Gives each Unicode code point as a token, a preceding space marked on it. Thread-safe. */
public final class CharacterTokenizer extends BoundaryTokenizer {

  /** Makes one. */
  public CharacterTokenizer() {}

  @Override
  protected void cut(String text, boolean[] cutBefore) {
    Arrays.fill(cutBefore, true);
  }

  @Override
  protected boolean keepsGraphemesWhole() {
    return false;
  }
}
