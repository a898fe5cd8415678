package dev.ieum.cli.console;

/** Thrown for a usage error; the message is one line. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** Returns {@code value} if it is in range; {@code option} is named if it is not. */
  public static int inRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException(
          "command line: %s = %d; allowed: %d to %d".formatted(option, value, least, most));
    }
    return value;
  }
}
