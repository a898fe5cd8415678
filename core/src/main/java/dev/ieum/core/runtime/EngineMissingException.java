package dev.ieum.core.runtime;

/** Thrown when no native library fits this machine; the message says in one line what to add. */
public final class EngineMissingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  EngineMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
