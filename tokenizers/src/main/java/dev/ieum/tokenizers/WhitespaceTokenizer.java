package dev.ieum.tokenizers;

/** Cuts at white space only. Thread-safe. */
public final class WhitespaceTokenizer extends CuttingTokenizer {

  /** Makes one. */
  public WhitespaceTokenizer() {}

  @Override
  void cut(String text, boolean[] cutBefore) {
    // Spaces cut by themselves.
  }
}
