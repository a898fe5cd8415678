package dev.ieum.cli.train;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingListener.ValidationReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows the progress of training on standard error: a bar on a terminal, lines if requested, and
 * warnings in any case. Not thread-safe; use one per thread.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private static final long LINE_NANOS = Duration.ofSeconds(15).toNanos();
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final StopRequest stop;
  private final Runnable onValidation;
  private final boolean shown;
  private final Optional<ProgressBar> bar;
  private long nextNanos = System.nanoTime();
  private boolean finished;

  /**
   * Begins to show progress.
   *
   * @param lines whether lines are wanted where standard error is no terminal
   * @param stop learns whether the loop polls it
   * @param onValidation run after each validation
   */
  TrainingProgress(Console console, boolean lines, StopRequest stop, Runnable onValidation) {
    this.console = console;
    this.onValidation = onValidation;
    this.stop = stop;
    this.shown = lines || console.terminal();
    this.bar =
        console.terminal()
            ? Optional.of(LineProgress.bar(console, "training").hideEta().build())
            : Optional.empty();
  }

  @Override
  public void onStoppable(boolean stoppable) {
    stop.stoppable(stoppable);
  }

  @Override
  public void onStart(String summary) {
    note(summary);
  }

  @Override
  public void onUpdate(UpdateReport report) {
    if (bar.isPresent()) {
      bar.get().maxHint(report.plannedUpdates());
      bar.get().stepTo(report.update());
      bar.get()
          .setExtraMessage(
              "loss %.3f, %,.0f tok/s, %s left"
                  .formatted(
                      report.loss(),
                      report.tokensPerSecond(),
                      LineProgress.clock(report.remaining())));
    } else if (System.nanoTime() - nextNanos >= 0) {
      note(line(report));
      nextNanos = System.nanoTime() + LINE_NANOS;
    }
  }

  @Override
  public void onValidation(ValidationReport report) {
    note(line(report));
    onValidation.run();
  }

  @Override
  public void onWarning(String line) {
    console.note((bar.isPresent() ? ERASE_LINE : "") + line);
  }

  private void note(String line) {
    if (shown) {
      onWarning(line);
    }
  }

  /** Returns scores as {@code bleu 31.25, dev_loss 2.1044}. */
  static String scores(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(
            entry ->
                (entry.getKey().contains("loss") ? "%s %.4f" : "%s %.2f")
                    .formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String line(UpdateReport report) {
    return "epoch %d, update %,d of %,d: loss %.3f, %,.0f tokens/s, %s left"
        .formatted(
            report.epoch(),
            report.update(),
            report.plannedUpdates(),
            report.loss(),
            report.tokensPerSecond(),
            LineProgress.clock(report.remaining()));
  }

  private static String line(ValidationReport report) {
    return "epoch %d, update %,d: dev %s, training loss %.3f%s (%.0f s)"
        .formatted(
            report.epoch(),
            report.update(),
            scores(report.scores()),
            report.trainingLoss(),
            report.best() ? ", the best so far" : ", the best was " + report.stale() + " ago",
            report.seconds());
  }

  /** Ends the display, so that a line may follow; a second call does nothing. */
  synchronized void finish() {
    if (!finished) {
      finished = true;
      bar.ifPresent(ProgressBar::close);
    }
  }

  @Override
  public void close() {
    finish();
  }
}
