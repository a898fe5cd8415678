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
import dev.ieum.sequences.data.EventCut;
import dev.ieum.sequences.data.SequenceFile;
import dev.ieum.sequences.model.NetworkConfig;
import dev.ieum.sequences.model.Regularization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that makes a next-event model out of sequences. Immutable.
 *
 * @param data where sequences come from
 */
public record SequenceConfig(
    RunSettings run,
    Data data,
    NetworkConfig network,
    Regularization regularization,
    Training training,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "next";

  /** Where sequences come from and what is predicted. */
  public record Data(
      List<SequenceFile> train,
      List<SequenceFile> dev,
      List<SequenceFile> test,
      @Setting(or = "whole") Split split,
      @Setting(or = "spaces") EventCut cut,
      @Setting(or = "false") boolean unseen,
      @Setting(or = "false") boolean lastOnly,
      @Setting(or = "1000000", min = 5, max = 1_900_000) int vocabulary,
      @Setting(or = "1", min = 1, max = 1e6) int minCount,
      @Setting(or = "200", min = 2, max = 100_000) int maxLength,
      @Setting(or = "50", min = 0, max = 50_000) int context,
      @Setting(or = "0", min = 0, max = 1e6) int holdOut,
      @Setting(or = "4000", min = 0, max = 1e8) int devLimit)
      implements Settings.Checked {
    @Override
    public void check(Settings settings) {
      settings.errorIf(train.isEmpty(), "train", "is empty; at least one file is needed");
      settings.errorIf(
          split == Split.LEAVE_ONE_OUT && !(dev.isEmpty() && test.isEmpty()),
          "split",
          "leaves events of data.train out for dev and test; remove data.dev and test");
      settings.errorIf(
          split == Split.LEAVE_ONE_OUT && lastOnly,
          "last-only",
          "belongs to split: whole; leave-one-out learns all but the last; remove it");
      settings.errorIf(context >= maxLength, "context", "is not below max-length; lower it");
    }

    /** Returns whether the end of a sequence is an event. */
    boolean ends() {
      return split == Split.WHOLE && !lastOnly;
    }
  }

  /** Optimizer, batches and the softmax. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "2500", min = 1, max = 1e6) int batchEvents,
      @Setting(or = "128", min = 1, max = 100_000) int batchSequences,
      @Setting(or = "0", min = 0, max = 1e6) int sampledEvents) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static SequenceConfig read(Settings settings, Path base) {
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.NEXT, List.of());
    return run.recipe(SequenceConfig.class, settings, Map.of());
  }

  /** Sequences are any events: all that can be wrong is how their file is laid out. */
  @Override
  public List<DataCheck> checks() {
    return Stream.of(data.train(), data.dev(), data.test())
        .flatMap(List::stream)
        .map(file -> new DataCheck(file.title(), () -> check(file)))
        .toList();
  }

  private CorpusReport check(SequenceFile file) throws IOException {
    return new CorpusReport(file.read(data.cut()).size(), Map.of(), List.of());
  }

  @Override
  public String purpose() {
    return "Predicts the next event of a sequence.";
  }

  @Override
  public List<Path> files() {
    return data.train().stream().map(SequenceFile::file).toList();
  }

  @Override
  public String unit() {
    return "sequences";
  }

  /** Returns the sequences of the test files, or those whose last event tests. */
  @Override
  public List<TestSet<List<String>>> tests() throws IOException {
    List<TestSet<List<String>>> tests = new ArrayList<>();
    if (data.split() == Split.LEAVE_ONE_OUT) {
      tests.add(new TestSet<>("leave-one-out", SequenceData.testable(read(data.train()))));
    }
    for (SequenceFile test : data.test()) {
      tests.add(new TestSet<>(test.title(), test.read(data.cut())));
    }
    return tests;
  }

  List<List<String>> read(List<SequenceFile> files) throws IOException {
    List<List<String>> sequences = new ArrayList<>();
    for (SequenceFile file : files) {
      sequences.addAll(file.read(data.cut()));
    }
    return sequences;
  }

  @Override
  public PreparedRun prepare() throws IOException {
    return SequenceData.prepare(this);
  }
}
