package dev.ieum.cli.train;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.sentiment.train.SentimentConfig;
import dev.ieum.seq2seq.train.TranslationConfig;
import dev.ieum.sequences.train.CommandConfig;
import dev.ieum.sequences.train.ForecastConfig;
import dev.ieum.sequences.train.SequenceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The tasks that {@code ieum train} knows. Stateless. */
final class TrainingJob {
  /** The tasks, as the setting {@code task} takes them. */
  static final List<String> TASKS =
      List.of(
          TranslationConfig.TASK,
          SentimentConfig.TASK,
          SequenceConfig.TASK,
          ForecastConfig.TASK,
          CommandConfig.TASK);

  private TrainingJob() {}

  /**
   * Reads a configuration; its key {@code task} says of what kind.
   *
   * @throws dev.ieum.core.config.ConfigException when a setting is not allowed
   */
  static Recipe read(Settings settings, Path base) {
    return switch (settings.requireString("task")) {
      case TranslationConfig.TASK -> TranslationConfig.read(settings, base);
      case SentimentConfig.TASK -> SentimentConfig.read(settings, base);
      case SequenceConfig.TASK -> SequenceConfig.read(settings, base);
      case ForecastConfig.TASK -> ForecastConfig.read(settings, base);
      case CommandConfig.TASK -> CommandConfig.read(settings, base);
      default ->
          throw settings.error(
              "task", "is not known; allowed: %s".formatted(String.join(", ", TASKS)));
    };
  }

  /** Returns what is printed of a finished run, by lines. */
  static List<String> result(Recipe recipe, Path directory, TrainingOutcome outcome)
      throws IOException {
    List<String> lines = recipe.report(directory);
    return lines.isEmpty()
        ? List.of(
            "%s: %s after %,d updates and %,d s; dev %s"
                .formatted(
                    directory.resolve(Trainer.MODEL),
                    outcome.choice(),
                    outcome.updates(),
                    Math.round(outcome.seconds()),
                    TrainingProgress.scores(outcome.scores())))
        : lines;
  }
}
