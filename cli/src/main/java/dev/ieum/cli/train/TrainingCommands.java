package dev.ieum.cli.train;

import dev.ieum.cli.console.Console;

/** Makes the commands about training. Stateless. */
public final class TrainingCommands {
  private TrainingCommands() {}

  /** Makes {@code ieum init}. */
  public static Object init(Console console) {
    return new InitCommand(console);
  }

  /** Makes {@code ieum check}. */
  public static Object check(Console console) {
    return new CheckCommand(console);
  }

  /** Makes {@code ieum train}. */
  public static Object train(Console console) {
    return new TrainCommand(console);
  }
}
