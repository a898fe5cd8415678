package dev.ieum.cli.train;

import dev.ieum.core.config.Settings;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.train.FoldReport;
import dev.ieum.sentiment.train.SentimentConfig;
import dev.ieum.sentiment.train.SentimentTrainer;
import dev.ieum.seq2seq.train.TranslationConfig;
import dev.ieum.seq2seq.train.TranslationTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a configuration asks {@code ieum train} to do. */
sealed interface TrainingJob {

  /** Training of a translation model. */
  record Translation(TranslationConfig config) implements TrainingJob {
    @Override
    public Map<String, Object> resolved() {
      return config.resolved();
    }

    @Override
    public String plan() throws IOException {
      return TranslationTrainer.plan(config);
    }

    @Override
    public TrainingOutcome run(TrainingRun run) throws IOException {
      return TranslationTrainer.run(config, run);
    }
  }

  /** Training of a sentiment model. */
  record Sentiment(SentimentConfig config) implements TrainingJob {
    @Override
    public Map<String, Object> resolved() {
      return config.resolved();
    }

    @Override
    public String plan() throws IOException {
      return SentimentTrainer.plan(config);
    }

    @Override
    public TrainingOutcome run(TrainingRun run) throws IOException {
      return SentimentTrainer.run(config, run);
    }

    @Override
    public List<String> result(Path directory, TrainingOutcome outcome) throws IOException {
      if (config.data().folds().isEmpty()) {
        return TrainingJob.super.result(directory, outcome);
      }
      List<String> lines = new ArrayList<>(FoldReport.read(directory).lines());
      lines.add(directory.resolve(FoldReport.FILE).toString());
      return lines;
    }
  }

  /** The bundle's directory within a run directory. */
  String MODEL = TranslationTrainer.MODEL;

  /**
   * Reads a configuration; its key {@code task} says of what kind.
   *
   * @throws dev.ieum.core.config.ConfigException when a setting is not allowed
   */
  static TrainingJob read(Settings settings, Path base) {
    return switch (settings.requireString("task")) {
      case TranslationConfig.TASK -> new Translation(TranslationConfig.read(settings, base));
      case SentimentConfig.TASK -> new Sentiment(SentimentConfig.read(settings, base));
      default ->
          throw settings.error(
              "task",
              "is not known; allowed: %s, %s"
                  .formatted(TranslationConfig.TASK, SentimentConfig.TASK));
    };
  }

  /** Returns every setting in force, defaults included. */
  Map<String, Object> resolved();

  /** Returns the sizes of data and network, in one line, and trains nothing. */
  String plan() throws IOException;

  /** Trains; see the trainers. */
  TrainingOutcome run(TrainingRun run) throws IOException;

  /** Returns what is printed of a finished run, by lines. */
  default List<String> result(Path directory, TrainingOutcome outcome) throws IOException {
    return List.of(
        "%s: %s after %,d updates and %,d s; dev %s"
            .formatted(
                directory.resolve(MODEL),
                outcome.choice(),
                outcome.updates(),
                Math.round(outcome.seconds()),
                TrainingProgress.scores(outcome.scores())));
  }
}
