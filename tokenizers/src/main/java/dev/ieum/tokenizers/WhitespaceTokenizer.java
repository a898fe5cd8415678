package dev.ieum.tokenizers;

/** Cuts at white space only. Thread-safe. */
public final class WhitespaceTokenizer extends BoundaryTokenizer {

  /** Makes one. */
  public WhitespaceTokenizer() {}

  @Override
  protected void cut(String text, boolean[] cutBefore) {
    // Spaces cut by themselves.
  }
}
