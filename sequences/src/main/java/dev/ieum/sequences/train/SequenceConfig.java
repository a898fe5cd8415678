package dev.ieum.sequences.train;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.CheckedSettings;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RunSettings;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.sequences.data.EventCut;
import dev.ieum.sequences.data.SequenceFile;
import dev.ieum.sequences.model.NetworkConfig;
import dev.ieum.sequences.model.Regularization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
      @Doc("Files to train on, one or more.") @Setting(shown = "required") List<SequenceFile> train,
      @Doc("Files that validation scores; entries as in data.train.")
          @Setting(shown = "hold-out of data.train")
          List<SequenceFile> dev,
      @Doc(
              "Files that the finished model is scored on; entries as in data.train. Their scores"
                  + " go into the bundle.")
          List<SequenceFile> test,
      @Doc(
              "Whole: a sequence is in one part, and its end is predicted. Leave-one-out: the last"
                  + " event of each tests, the one before is for validation.")
          @Setting(or = "whole")
          Split split,
      @Doc("How a sequence that is one text is cut into events.") @Setting(or = "spaces")
          EventCut cut,
      @Doc("Evaluation leaves out events that occurred earlier in the sequence.")
          @Setting(or = "false")
          boolean unseen,
      @Doc("Events in the vocabulary, at most, the most frequent; others are unknown.")
          @Setting(or = "1000000", min = 5, max = 1_900_000)
          int vocabulary,
      @Doc("Occurrences that an event needs to be in the vocabulary.")
          @Setting(or = "1", min = 1, max = 1e6)
          int minCount,
      @Doc("Events learned from at once; longer sequences are cut into windows.")
          @Setting(or = "200", min = 2, max = 100_000)
          int maxLength,
      @Doc("Events that a window reads before those it learns to predict.")
          @Setting(or = "50", min = 0, max = 50_000)
          int context,
      @Doc(
              "Training sequences kept as the dev set when data.dev is empty. 0: a tenth of them, at"
                  + " most 1000.")
          @Setting(or = "0", min = 0, max = 1e6)
          int holdOut,
      @Doc("Sequences that validation scores, at most, evenly spread over the dev set; 0 for all.")
          @Setting(or = "4000", min = 0, max = 1e8)
          int devLimit)
      implements CheckedSettings {
    @Override
    public void check(Settings settings) {
      if (train.isEmpty()) {
        throw settings.error("train", "is empty; at least one file is needed");
      }
      if (split == Split.LEAVE_ONE_OUT && !(dev.isEmpty() && test.isEmpty())) {
        throw settings.error(
            "split", "leaves events of data.train out for dev and test; remove data.dev and test");
      }
      if (context >= maxLength) {
        throw settings.error("context", "is not below max-length; lower it");
      }
    }

    /** Returns whether the end of a sequence is an event. */
    boolean ends() {
      return split == Split.WHOLE;
    }
  }

  /** Optimizer, batches and the softmax. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Doc("Sequences times the longest length in a batch, at most.")
          @Setting(or = "2500", min = 1, max = 1e6)
          int batchEvents,
      @Doc("Sequences in a batch, at most.") @Setting(or = "128", min = 1, max = 100_000)
          int batchSequences,
      @Doc(
              "Events that stand for those which a batch does not hold, in the softmax; for large"
                  + " catalogues, such as 2048. 0 scores all events.")
          @Setting(or = "0", min = 0, max = 1e6)
          int sampledEvents) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static SequenceConfig read(Settings settings, Path base) {
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.NEXT, Map.of());
    SequenceConfig config =
        new SequenceConfig(
            run,
            settings.section("data", "Where the sequences come from.", Data.class),
            settings.section("network", "The shape of the network.", NetworkConfig.class),
            settings.section(
                "regularization",
                "What keeps sequences from being learned by heart.",
                Regularization.class),
            settings.section(
                "training", "Optimizer, schedule, batches and early stopping.", Training.class),
            settings.resolved());
    settings.requireAllTaken();
    return config;
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
