package dev.ieum.cli;

/** What becomes of a line of input that cannot be read. */
enum OnError {
  /** The run ends there, after the lines before it are written. */
  STOP,
  /** It gives no line of output. */
  SKIP,
  /** It gives a line of output without an answer. */
  NULL;

  /** Reads {@code stop}, {@code skip} and {@code null}. */
  static final class Converter extends LowerCase<OnError> {
    Converter() {
      super(OnError.class);
    }
  }

  @Override
  public String toString() {
    return LowerCase.word(this);
  }
}
