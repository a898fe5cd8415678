package dev.ieum.cli;

/** What the program tells the shell. */
final class ExitCode {
  /** Done, or nobody reads the results any more. */
  static final int DONE = 0;

  /** Failed while working. */
  static final int FAILED = 1;

  /** Asked wrongly: an option, a configuration or the format of an input. */
  static final int ASKED_WRONGLY = 2;

  /** Stopped by Ctrl-C: 128 and the number of SIGINT, as shells count. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
