package dev.ieum.core.bundle;

import java.util.Objects;

/**
 * A model bundle, or a file of one, that cannot be used as it is; the message names the file, what
 * is wrong with it and what to do.
 */
public final class ModelBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a whole message: {@code where: what = value; allowed; what to do}. */
  public ModelBundleException(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  /** Creates the error with a whole message and what caused it. */
  public ModelBundleException(String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
  }
}
