package dev.ieum.sequences.train;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RunSettings;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.datasets.check.CorpusReport;
import dev.ieum.sequences.model.ForecastSizes;
import dev.ieum.sequences.series.Columns;
import dev.ieum.sequences.series.Naive;
import dev.ieum.sequences.series.SeriesFit;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that makes a model of forecasts out of series. Immutable.
 *
 * @param data where series come from
 * @param forecast what is predicted, and from which naive forecast
 */
public record ForecastConfig(
    RunSettings run,
    Data data,
    Target forecast,
    ForecastSizes network,
    Regularization regularization,
    Training training,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "forecast";

  /** A file of series. */
  public record SeriesFile(Path file) {
    /** Returns what the file is called in figures. */
    public String title() {
      return file.getFileName().toString();
    }
  }

  /** Where series come from, and which part of them is learned from. */
  public record Data(
      List<SeriesFile> train,
      List<SeriesFile> dev,
      List<SeriesFile> test,
      @Setting(inline = true) Columns columns,
      Optional<String> devFrom,
      Optional<String> testFrom,
      @Setting(or = "128", min = 2, max = 100_000) int window,
      @Setting(or = "32", min = 0, max = 50_000) int context,
      @Setting(or = "2000", min = 1, max = 1e8) int devLimit)
      implements Settings.Checked {
    @Override
    public void check(Settings settings) {
      columns.check(settings);
      settings.errorIf(train.isEmpty(), "train", "is empty; at least one file is needed");
      settings.errorIf(context >= window, "context", "is not below window; lower it");
      settings.errorIf(
          !dev.isEmpty() && devFrom.isPresent(),
          "dev-from",
          "is given beside data.dev; leave one of them out");
    }
  }

  /** What is predicted. */
  public record Target(
      @Setting(or = "12", min = 1, max = 1_000) int horizon,
      @Setting(min = 0, max = 100_000) Optional<Integer> season,
      Optional<Naive> naive,
      @Setting(or = "auto") SeriesFit.Scale scale,
      @Setting(or = "0", min = 0, max = 1_000) int lags) {
    SeriesFit.Wishes wishes() {
      return new SeriesFit.Wishes(horizon, season, naive, scale, lags);
    }
  }

  /** What training leaves out so that series are not learned by heart. */
  public record Regularization(
      @Setting(or = "0.2", min = 0, max = 0.9) double inputDropout,
      @Setting(or = "0.3", min = 0, max = 0.9) double headDropout,
      @Setting(or = "0", min = 0, max = 0.9) double recurrentDropout) {}

  /** Optimizer and batches. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "32", min = 1, max = 100_000) int batchWindows,
      @Setting(or = "1000000", min = 1, max = 1e9) int batchQuantiles) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static ForecastConfig read(Settings settings, Path base) {
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.FORECAST, List.of());
    settings.otherwise(
        Map.of(
            "training.warmup-updates", "20",
            "training.max-updates", "600",
            "training.validate-every", "30",
            "training.patience", "5",
            "training.weight-decay", "0.5"));
    return run.recipe(ForecastConfig.class, settings, Map.of());
  }

  @Override
  public List<DataCheck> checks() {
    return Stream.of(data.train(), data.dev(), data.test())
        .flatMap(List::stream)
        .map(file -> new DataCheck(file.title(), () -> check(file)))
        .toList();
  }

  private CorpusReport check(SeriesFile file) throws IOException {
    return new CorpusReport(read(file).series().size(), Map.of(), List.of());
  }

  SeriesTable read(SeriesFile file) throws IOException {
    return SeriesTable.read(file.file(), data.columns());
  }

  @Override
  public String purpose() {
    return "Predicts the next rows of a series as quantiles.";
  }

  @Override
  public List<Path> files() {
    return data.train().stream().map(SeriesFile::file).toList();
  }

  @Override
  public String unit() {
    return "series";
  }

  /** Returns the files of {@code data.test}, and the training files where they have a test part. */
  @Override
  public List<TestSet<SeriesTable>> tests() throws IOException {
    List<TestSet<SeriesTable>> tests = new ArrayList<>();
    for (SeriesFile file : data.testFrom().isPresent() ? data.train() : List.<SeriesFile>of()) {
      tests.add(new TestSet<>(file.title(), List.of(read(file))));
    }
    for (SeriesFile file : data.test()) {
      tests.add(new TestSet<>(file.title(), List.of(read(file))));
    }
    return tests;
  }

  @Override
  public PreparedRun prepare() throws IOException {
    return ForecastData.prepare(this);
  }
}
