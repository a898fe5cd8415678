package dev.ieum.cli.console;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal; otherwise nothing. Not thread-safe; use one per thread. */
public final class LineProgress implements AutoCloseable {
  private static final int WIDTH = 100;

  private final Optional<ProgressBar> bar;

  private LineProgress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  /**
   * Starts showing progress if standard error is a terminal.
   *
   * @param lines how many lines there are; -1 if unknown
   */
  public static LineProgress on(Console console, String task, long lines) {
    return of(console, task, lines, " lines", 1);
  }

  /**
   * Starts showing how much of the input is read, if standard error is a terminal.
   *
   * @param bytes how many bytes there are; -1 if unknown
   */
  public static LineProgress ofBytes(Console console, String task, long bytes) {
    return of(console, task, bytes, " kB", 1000);
  }

  private static LineProgress of(
      Console console, String task, long most, String unit, long unitSize) {
    if (!console.terminal()) {
      return none();
    }
    return new LineProgress(
        Optional.of(
            bar(console, task).setInitialMax(most).setUnit(unit, unitSize).showSpeed().build()));
  }

  /** Returns a progress bar on standard error, to be completed. */
  public static ProgressBarBuilder bar(Console console, String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH));
  }

  /** Returns one that shows nothing. */
  public static LineProgress none() {
    return new LineProgress(Optional.empty());
  }

  /** Shows that so many lines or bytes are done in all. */
  public void done(long done) {
    bar.ifPresent(shown -> shown.stepTo(done));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }

  /** Returns a duration as {@code 1:02:03}. */
  public static String clock(Duration duration) {
    return "%d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}
