package dev.ieum.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a person how many lines are done: a bar on a terminal, else nothing. Not thread-safe; use
 * one per thread.
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
    if (!console.terminal()) {
      return none();
    }
    return new LineProgress(
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(lines)
                .setUnit(" lines", 1)
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

  /** Says that {@code lines} are done in all. */
  void done(long lines) {
    bar.ifPresent(shown -> shown.stepTo(lines));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
