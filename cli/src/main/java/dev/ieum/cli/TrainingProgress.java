package dev.ieum.cli;

import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.UpdateReport;
import dev.ieum.core.training.ValidationReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a person how training goes, on standard error: a bar on a terminal, else a line now and
 * then, else nothing. Not thread-safe; use one per thread.
 */
abstract class TrainingProgress implements TrainingListener, AutoCloseable {
  final Console console;
  private StopRequest stop;

  /**
   * Returns what suits the console.
   *
   * @param asked whether progress is wanted though nobody may be watching
   * @param stop told whether the loop looks at it
   */
  static TrainingProgress on(Console console, boolean asked, StopRequest stop) {
    TrainingProgress progress =
        console.terminal() ? new Bar(console) : asked ? new Lines(console) : new Silent(console);
    progress.stop = stop;
    return progress;
  }

  TrainingProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onStoppable(boolean stoppable) {
    stop.stoppable(stoppable);
  }

  @Override
  public void onWarning(String line) {
    console.note(line);
  }

  /** Returns scores as {@code bleu 31.25, dev_loss 2.1044}. */
  static String scores(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    entry.getKey().contains("loss") ? "%s %.4f" : "%s %.2f",
                    entry.getKey(),
                    entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns a duration as {@code 1:02:03}. */
  static String clock(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  private static String line(UpdateReport report) {
    return String.format(
        Locale.ROOT,
        "epoch %d, update %,d of %,d: loss %.3f, %,.0f tokens/s, %s left",
        report.epoch(),
        report.update(),
        report.plannedUpdates(),
        report.loss(),
        report.tokensPerSecond(),
        clock(report.remaining()));
  }

  private static String line(ValidationReport report) {
    return String.format(
        Locale.ROOT,
        "epoch %d, update %,d: dev %s, training loss %.3f%s (%.0f s)",
        report.epoch(),
        report.update(),
        scores(report.scores()),
        report.trainingLoss(),
        report.best() ? ", the best so far" : ", the best was " + report.stale() + " ago",
        report.seconds());
  }

  /** Ends the display, so that a line may follow; a second call does nothing. */
  void finish() {}

  @Override
  public void close() {
    finish();
  }

  private static final class Silent extends TrainingProgress {
    Silent(Console console) {
      super(console);
    }
  }

  private static final class Lines extends TrainingProgress {
    private static final long EVERY_NANOS = Duration.ofSeconds(15).toNanos();

    private long nextNanos = System.nanoTime();

    Lines(Console console) {
      super(console);
    }

    @Override
    public void onStart(String summary) {
      console.note(summary);
    }

    @Override
    public void onUpdate(UpdateReport report) {
      if (System.nanoTime() - nextNanos >= 0) {
        console.note(line(report));
        nextNanos = System.nanoTime() + EVERY_NANOS;
      }
    }

    @Override
    public void onValidation(ValidationReport report) {
      console.note(line(report));
    }
  }

  private static final class Bar extends TrainingProgress {
    private static final int WIDTH = 100;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final ProgressBar bar;
    private boolean closed;

    Bar(Console console) {
      super(console);
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
              .hideEta()
              .build();
    }

    @Override
    public void onStart(String summary) {
      console.note(ERASE_LINE + summary);
    }

    @Override
    public void onUpdate(UpdateReport report) {
      bar.maxHint(report.plannedUpdates());
      bar.stepTo(report.update());
      bar.setExtraMessage(
          String.format(
              Locale.ROOT,
              "loss %.3f, %,.0f tok/s, %s left",
              report.loss(),
              report.tokensPerSecond(),
              clock(report.remaining())));
    }

    @Override
    public void onValidation(ValidationReport report) {
      console.note(ERASE_LINE + line(report));
    }

    @Override
    public void onWarning(String line) {
      console.note(ERASE_LINE + line);
    }

    @Override
    synchronized void finish() {
      if (!closed) {
        closed = true;
        bar.close();
      }
    }
  }
}
