package dev.ieum.tokenizers;

/**
 * A user's mistake in a tokenizer's file or setting; the message says where and what is allowed.
 *
 * <p>Unchecked, so that a program's border may turn it into one line on standard error.
 */
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes one from a one-line {@code where: what = value; what is allowed} message. */
  public TokenizerException(String message) {
    super(message);
  }
}
