package dev.ieum.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a person how much is done: a bar on a terminal, else nothing. Not thread-safe; use one per
 * thread.
 */
final class LineProgress implements AutoCloseable {
  private static final int WIDTH = 100;

  private final Optional<ProgressBar> bar;

  private LineProgress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  /**
   * Starts showing progress if somebody watches.
   *
   * @param lines how many lines there are; -1 when nobody knows
   */
  static LineProgress on(Console console, String task, long lines) {
    return of(console, task, lines, " lines", 1);
  }

  /**
   * Starts showing how much of the input is read, if somebody watches.
   *
   * @param bytes how many bytes there are; -1 when nobody knows
   */
  static LineProgress ofBytes(Console console, String task, long bytes) {
    return of(console, task, bytes, " kB", 1000);
  }

  private static LineProgress of(
      Console console, String task, long most, String unit, long unitSize) {
    if (!console.terminal()) {
      return none();
    }
    return new LineProgress(
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setUnit(unit, unitSize)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
                .build()));
  }

  /** Returns one that shows nothing. */
  static LineProgress none() {
    return new LineProgress(Optional.empty());
  }

  /** Shows that so many lines or bytes are done in all. */
  void done(long done) {
    bar.ifPresent(shown -> shown.stepTo(done));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
