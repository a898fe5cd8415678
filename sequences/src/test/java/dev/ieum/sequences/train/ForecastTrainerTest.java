package dev.ieum.sequences.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.Naive;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTrainerTest {
  private static final String CONFIG =
      """
      task: forecast
      data: {train: [{file: train.csv}], target: y, window: 40, context: 8}
      forecast: {horizon: 2}
      network: {hidden-size: 6, head-size: 6}
      training: {max-updates: 12, validate-every: 4, checkpoint-every: 4, average: 2}
      """;

  @TempDir private Path directory;

  private ForecastConfig config(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), yaml);
    return ForecastConfig.read(Settings.load(file, Map.of()), directory);
  }

  private void series(int rows, double keep, String extra) throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("y\n");
    double value = 0;
    for (int t = 0; t < rows; t++) {
      value = keep * value + random.nextGaussian();
      text.append(value).append('\n');
    }
    Files.writeString(directory.resolve("train.csv"), text + extra);
  }

  private TrainingRun run(String name, boolean resume, AtomicInteger left) {
    return new TrainingRun(
        directory.resolve(name), resume, TrainingListener.NONE, () -> left.decrementAndGet() < 0);
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name).resolve("model/weights.safetensors"));
  }

  @Test
  void run_stoppedAndResumed_endsWithTheSameWeights() throws IOException {
    series(300, 0.5, "");
    ForecastConfig config = config(CONFIG);
    Trainer.run(config, run("whole", false, new AtomicInteger(1 << 30)));
    Trainer.run(config, run("parts", false, new AtomicInteger(5)));
    assertFalse(Files.exists(directory.resolve("parts/model")));
    Trainer.run(config, run("parts", true, new AtomicInteger(1 << 30)));
    assertArrayEquals(weights("whole"), weights("parts"));
  }

  @Test
  void run_randomWalk_isTheNaiveForecastWithItsErrors() throws IOException {
    series(3000, 1, "");
    String wild = CONFIG.replace("training: {", "training: {learning-rate: 0.5, ");
    Trainer.run(config(wild), run("run", false, new AtomicInteger(1 << 30)));
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
    try (Forecaster model = Forecaster.open(bundle)) {
      assertFalse(model.settings().learned());
      assertEquals(Naive.LAST, model.settings().history().naive());
      SeriesTable table =
          SeriesTable.read(directory.resolve("train.csv"), model.settings().columns());
      Forecast forecast = model.forecast(table).get(0);
      double last = table.series().get(0).target()[2999];
      assertEquals(last, forecast.median(1), 0.4);
      // Of standard normal steps: 1.2816 deviations to each side, 1.41 times as far for the second.
      assertEquals(2 * 1.2816, forecast.quantile(1, 0.9) - forecast.quantile(1, 0.1), 0.5);
      assertEquals(2 * 1.8124, forecast.quantile(2, 0.9) - forecast.quantile(2, 0.1), 0.8);
    }
  }

  @Test
  void prepare_rowsAfterTheTrainingPart_changeNothingThatIsChosen() throws IOException {
    String timed =
        CONFIG.replace("target: y,", "target: y, dev-from: 250, test-from: 280, time: [t],");
    ForecastData before = timed(timed, 1);
    ForecastData after = timed(timed, 1e6);
    assertEquals(before.settings(), after.settings());
    assertArrayEquals(before.train().get(0).rows(), after.train().get(0).rows());
    assertArrayEquals(before.train().get(0).targets(), after.train().get(0).targets());
  }

  /** Values from row 250 on are multiplied; those of the dev part may then differ, no others. */
  private ForecastData timed(String yaml, double factor) throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("t,y\n");
    for (int t = 0; t < 300; t++) {
      text.append(t)
          .append(',')
          .append(random.nextGaussian() * (t < 250 ? 1 : factor))
          .append('\n');
    }
    Files.writeString(directory.resolve("train.csv"), text);
    return ForecastData.prepare(config(yaml));
  }

  @Test
  void prepare_fewRows_areRefused() throws IOException {
    series(15, 0, "");
    ConfigException e =
        assertThrows(ConfigException.class, () -> ForecastData.prepare(config(CONFIG)));
    assertTrue(e.getMessage().contains("allowed: 20 or more"), e.getMessage());
  }

  @Test
  void prepare_constantSeries_trains() throws IOException {
    Files.writeString(directory.resolve("train.csv"), "y\n" + "5\n".repeat(100));
    Trainer.run(config(CONFIG), run("run", false, new AtomicInteger(1 << 30)));
    try (Forecaster model = Forecaster.open(directory.resolve("run/model").toString())) {
      SeriesTable table =
          SeriesTable.read(directory.resolve("train.csv"), model.settings().columns());
      assertEquals(5, model.forecast(table).get(0).median(2), 1e-3);
    }
  }

  @Test
  void read_settingsThatContradict_areNamed() {
    String context = CONFIG.replace("context: 8", "context: 40");
    assertThrows(ConfigException.class, () -> config(context));
    String twice = CONFIG.replace("target: y", "target: y, past: [y]");
    assertTrue(
        assertThrows(ConfigException.class, () -> config(twice)).getMessage().contains("twice"));
    String both = CONFIG.replace("target: y", "target: y, dev-from: 3, dev: [{file: d.csv}]");
    assertThrows(ConfigException.class, () -> config(both));
  }
}
