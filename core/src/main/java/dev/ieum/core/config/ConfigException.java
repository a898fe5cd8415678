package dev.ieum.core.config;

import java.util.Objects;

/**
 * A setting that cannot be used; the message is one line: {@code where: what = value; what is
 * allowed}.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a whole message. */
  public ConfigException(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  /** Creates the error with a whole message and what caused it. */
  public ConfigException(String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
  }
}
