package dev.ieum.sequences.forecast;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.series.SeriesTable;
import dev.ieum.sequences.train.ForecastConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A series that follows from its own past and from columns, and a model of it. */
final class TinyForecasts {
  static final String CONFIG =
      """
      task: forecast
      name: tiny-forecast
      data-licence: made by a test
      data:
        train: [{file: train.csv}]
        target: y
        past: [weather]
        known: [holiday]
        test-from: 2024-11-01
        window: 64
        context: 16
      forecast: {horizon: 3}
      network: {hidden-size: 12, head-size: 16}
      regularization: {input-dropout: 0.1, head-dropout: 0.1}
      training: {learning-rate: 0.01, warmup-updates: 5, max-updates: 120, validate-every: 20}
      """;

  private TinyForecasts() {}

  /**
   * Returns rows of a day each: yesterday's weather and today's holiday say most of the value.
   *
   * @param changedFrom from this row on, all is otherwise
   */
  static String rows(int count, int changedFrom) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("day,y,weather,holiday\n");
    java.time.LocalDate day = java.time.LocalDate.parse("2021-01-01");
    double weather = 0;
    for (int t = 0; t < count; t++) {
      boolean holiday = random.nextInt(4) == 0;
      double value = 20 + 5 * weather + (holiday ? 10 : 0) + random.nextGaussian();
      weather = random.nextGaussian();
      boolean changed = t >= changedFrom;
      text.append(
          "%s,%s,%s,%s\n"
              .formatted(
                  day.plusDays(t),
                  random.nextInt(30) == 0 ? "" : Double.toString(changed ? 1e4 - value : value),
                  changed ? "77" : Double.toString(weather),
                  holiday ? "yes" : "no"));
    }
    return text.toString();
  }

  static ForecastConfig config(Path directory, String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("tiny.yaml"), yaml);
    return ForecastConfig.read(Settings.load(file, Map.of()), directory);
  }

  /** Trains in a directory that holds the data. */
  static ModelBundle train(Path directory, String yaml) throws IOException {
    Trainer.run(
        config(directory, yaml),
        new TrainingRun(directory.resolve("run"), false, TrainingListener.NONE, () -> false));
    return ModelBundle.open(ModelSource.of(directory.resolve("run").resolve(Trainer.MODEL)));
  }

  static SeriesTable table(Path directory, String text, ForecastSettings settings)
      throws IOException {
    Path file = Files.writeString(directory.resolve("table.csv"), text);
    return SeriesTable.read(file, settings.columns());
  }
}
