package dev.ieum.cli.console;

import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

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

  /** Returns the first of {@code options} that the command line has, if it has one. */
  public static Optional<String> firstGiven(CommandSpec command, String... options) {
    return Arrays.stream(options)
        .filter(command.commandLine().getParseResult()::hasMatchedOption)
        .findFirst();
  }

  /**
   * Refuses options that do not go with others.
   *
   * @param refused whether they are refused
   * @param options their names, separated by spaces
   * @param why with what, or without what, and what to do
   * @throws UsageException when they are and the command line has one
   */
  public static void refuse(CommandSpec command, boolean refused, String options, String why) {
    Optional<String> given = firstGiven(command, options.split(" "));
    if (refused && given.isPresent()) {
      throw new UsageException("command line: %s %s".formatted(given.get(), why));
    }
  }
}
