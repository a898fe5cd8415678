package dev.ieum.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --threads}. */
final class ThreadsOption {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute; the results do not depend on it. Default: the cores.")
  private Optional<Integer> threads = Optional.empty();

  /** Returns the number asked for, or the number of cores. */
  int count() {
    return UsageException.inRange(
        "--threads", threads.orElse(Runtime.getRuntime().availableProcessors()), 1, MOST);
  }
}
