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
import dev.ieum.sequences.model.CommandNetwork.Rates;
import dev.ieum.sequences.model.CommandShape.Sizes;
import dev.ieum.sequences.speech.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that makes a model of spoken words out of recordings. Immutable.
 *
 * @param data where recordings come from
 * @param augment how streams are made of them
 */
public record CommandConfig(
    RunSettings run,
    Data data,
    Sizes network,
    Augment augment,
    Rates regularization,
    Training training,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "commands";

  /** A list of recordings, or a directory of them; see {@link Recording#read}. */
  public record Place(Path file) {}

  /** Where recordings come from. */
  public record Data(List<Place> train, List<Place> dev, List<Place> test)
      implements Settings.Checked {
    @Override
    public void check(Settings settings) {
      settings.errorIf(
          train.isEmpty(), "train", "is empty; at least one list or directory is needed");
    }
  }

  /**
   * How streams to learn from are made.
   *
   * @param speed most by which recordings become faster or slower
   * @param warp most by which frequencies become higher or lower, as those of a shorter or longer
   *     vocal tract are (Jaitly and Hinton 2013)
   * @param tilt most by which a stream's spectrum is tilted and bent, in nats of power: other rooms
   *     and microphones
   * @param quieter most by which a stream is quieter than the recordings, in decibels: other
   *     distances and amplifiers
   * @param unknown share of sounds that are no word
   * @param leastSnr the loudest noise, in decibels that the words are above it
   * @param masks times and bands that are blanked in a stream (Park et al. 2019)
   */
  public record Augment(
      @Setting(or = "0.15", min = 0, max = 0.5) double speed,
      @Setting(or = "0", min = 0, max = 0.5) double warp,
      @Setting(or = "0", min = 0, max = 10) double tilt,
      @Setting(or = "30", min = 0, max = 60) double quieter,
      @Setting(or = "0.25", min = 0, max = 0.9) double unknown,
      @Setting(or = "5", min = -20, max = 50) double leastSnr,
      @Setting(or = "2", min = 0, max = 20) int masks) {}

  /** Optimizer and batches. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "32", min = 1, max = 10_000) int batchStreams) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static CommandConfig read(Settings settings, Path base) {
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.COMMANDS, List.of());
    settings.otherwise(
        Map.of(
            "training.learning-rate", "0.004",
            "training.warmup-updates", "50",
            "training.max-updates", "1000",
            "training.validate-every", "100",
            "training.weight-decay", "0.02"));
    return run.recipe(CommandConfig.class, settings, Map.of());
  }

  @Override
  public List<DataCheck> checks() {
    return Stream.of(data.train(), data.dev(), data.test())
        .flatMap(List::stream)
        .map(place -> new DataCheck(place.file().toString(), () -> check(place)))
        .toList();
  }

  private static CorpusReport check(Place place) throws IOException {
    return new CorpusReport(read(List.of(place)).size(), Map.of(), List.of());
  }

  static List<Recording> read(List<Place> places) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (Place place : places) {
      recordings.addAll(Recording.read(place.file()));
    }
    return recordings;
  }

  @Override
  public String purpose() {
    return "Finds a few known words in a stream of speech.";
  }

  /** Returns the lists; a directory is none. */
  @Override
  public List<Path> files() {
    return data.train().stream().map(Place::file).filter(Files::isRegularFile).toList();
  }

  @Override
  public String unit() {
    return "recordings";
  }

  @Override
  public List<TestSet<Recording>> tests() throws IOException {
    List<TestSet<Recording>> tests = new ArrayList<>();
    for (Place place : data.test()) {
      tests.add(new TestSet<>(place.file().getFileName().toString(), read(List.of(place))));
    }
    return tests;
  }

  @Override
  public PreparedRun prepare() throws IOException {
    return CommandData.prepare(this);
  }
}
