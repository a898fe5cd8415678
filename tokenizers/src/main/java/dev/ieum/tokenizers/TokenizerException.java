package dev.ieum.tokenizers;

/**
 * An error in a tokenizer's file or setting that the user can correct; the message says where it is
 * and what is allowed.
 *
 * <p>Unchecked, so that a program can turn it into one line on standard error where it handles
 * errors.
 */
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes an exception with a one-line {@code where: what = value; what is allowed} message. */
  public TokenizerException(String message) {
    super(message);
  }
}
