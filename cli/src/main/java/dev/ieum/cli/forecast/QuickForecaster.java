package dev.ieum.cli.forecast;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Resource;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.SeriesTable;
import dev.ieum.sequences.train.ForecastConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small model trained on one file in about a minute, in a temporary directory; close it, which
 * deletes it.
 *
 * @param table the series of the file
 */
public record QuickForecaster(Path directory, Forecaster model, SeriesTable table)
    implements AutoCloseable {

  /**
   * What the user has said.
   *
   * @param target none: the only column of numbers
   */
  public record Wishes(Optional<String> target, Optional<String> key, int horizon, long seed) {}

  /**
   * Trains.
   *
   * @throws UsageException when the column to predict is not clear
   * @throws IOException when the file cannot be read, or nothing written
   */
  public static QuickForecaster train(String file, Wishes wishes, Console console)
      throws IOException {
    Path directory = Files.createTempDirectory("ieum-forecast");
    try {
      Path data = directory.resolve("series");
      if (file.equals(Console.STANDARD_INPUT)) {
        try (Utf8Lines lines = console.lines(file)) {
          Files.write(data, (Iterable<String>) () -> lines);
        }
      } else {
        data = Path.of(file).toAbsolutePath();
      }
      String target = wishes.target().isPresent() ? wishes.target().get() : only(data, file);
      ForecastConfig config = config(data, target, wishes);
      if (console.terminal()) {
        console.note("training a model on %s; keep one by ieum train".formatted(file));
      }
      Trainer.run(
          config,
          new TrainingRun(directory.resolve("run"), false, TrainingListener.NONE, () -> false));
      Forecaster model =
          Forecaster.open(
              ModelBundle.open(ModelSource.of(directory.resolve("run").resolve(Trainer.MODEL))));
      return new QuickForecaster(
          directory, model, SeriesTable.read(data, model.settings().columns()));
    } catch (IOException | RuntimeException e) {
      AtomicFiles.deleteTree(directory);
      throw e;
    }
  }

  private static ForecastConfig config(Path data, String target, Wishes wishes) {
    Map<String, Object> values =
        Json.object(
            "data.train", List.of(Map.of("file", data.toString())),
            "data.target", target,
            "forecast.horizon", wishes.horizon(),
            "training.seed", wishes.seed());
    wishes.key().ifPresent(key -> values.put("data.key", key));
    String yaml = Resource.text(QuickForecaster.class, "quick.yaml");
    return ForecastConfig.read(Settings.of("command line", yaml, values), Path.of(""));
  }

  private static String only(Path data, String file) throws IOException {
    List<String> numbers = SeriesTable.numbers(data);
    if (numbers.size() != 1) {
      throw new UsageException(
          "%s: columns of numbers = %s; name the one to predict by --target"
              .formatted(file, numbers));
    }
    return numbers.get(0);
  }

  @Override
  public void close() throws IOException {
    model.close();
    AtomicFiles.deleteTree(directory);
  }
}
