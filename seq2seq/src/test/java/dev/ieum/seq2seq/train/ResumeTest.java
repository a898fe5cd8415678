package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.SafeTensors;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingListener.ValidationReport;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was interrupted and resumed ends like one left alone, to the bit. */
class ResumeTest {
  private static final int UPDATES = 24;

  @TempDir static Path directory;
  private static ToyTask task;
  private static Path undisturbed;
  private static long updatesPerEpoch;

  /** With these kinds of chance at work: dropouts, subword dropout, shuffled batches. */
  static ToyTask smallTask(Path directory) {
    return ToyTask.write(directory, true, 128, 4, 5)
        .dev(4, 3, 5)
        .with("data.test", "[]")
        .with("training.max-updates", UPDATES)
        .with("training.validate-every", 5)
        .with("training.checkpoint-every", 4)
        .with("training.batch-sentences", 20)
        .with("training.average", 3)
        .with("text.bpe-dropout", 0.1)
        .with("regularization.embedding-dropout", 0.1)
        .with("regularization.source-word-dropout", 0.1)
        .with("regularization.target-word-dropout", 0.1)
        .with("regularization.layer-dropout", 0.1)
        .with("regularization.output-dropout", 0.1)
        .with("regularization.recurrent-dropout", 0.1)
        .with("regularization.label-smoothing", 0.1);
  }

  private static ToyTask augmentedTask(Path directory) {
    return smallTask(directory)
        .with("augment.final-marks-dropped", 0.1)
        .with("augment.joined", 0.1)
        .with("augment.spaces-lost", 0.2)
        .with("augment.typing-noise", 0.2);
  }

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    task = augmentedTask(directory);
    undisturbed = directory.resolve("undisturbed");
    List<Integer> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            epochs.add(report.epoch());
          }
        };
    Trainer.run(task.config(), new TrainingRun(undisturbed, false, listener, () -> false));
    updatesPerEpoch = epochs.stream().filter(epoch -> epoch == 1).count();
    assertTrue(epochs.get(UPDATES - 1) >= 3, "epochs " + epochs);
  }

  /** At a checkpoint, at a validation, in mid-epoch, at the end. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 14, 24})
  void run_stoppedOnceAndResumed_endsTheSame(int stop, @TempDir Path run) throws IOException {
    TrainingOutcome first = trainUntil(run, false, stop);
    assertEquals(stop, first.updates());
    assertFalse(first.finished());
    assertFalse(Files.exists(run.resolve(Trainer.MODEL)));
    assertTrue(trainUntil(run, true, Long.MAX_VALUE).finished());
    RunFiles.assertSame(undisturbed, run);
  }

  @Test
  void run_stoppedAfterEveryUpdate_endsTheSame(@TempDir Path run) throws IOException {
    TrainingOutcome outcome = trainUntil(run, false, 1);
    for (int update = 2; !outcome.finished(); update++) {
      outcome = trainUntil(run, true, update);
      assertEquals(Math.min(update, UPDATES), outcome.updates());
    }
    RunFiles.assertSame(undisturbed, run);
  }

  @Test
  void run_stoppedAtTheEndOfAnEpoch_endsTheSame(@TempDir Path run) throws IOException {
    trainUntil(run, false, updatesPerEpoch);
    trainUntil(run, true, Long.MAX_VALUE);
    RunFiles.assertSame(undisturbed, run);
  }

  /** A crash, unlike a stop, saves nothing: what came after the last checkpoint is done again. */
  @ParameterizedTest
  @ValueSource(ints = {5, 15})
  void run_crashedInAnUpdateAndResumed_endsTheSame(int crash, @TempDir Path run)
      throws IOException {
    TrainingListener crashing =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            if (report.update() == crash) {
              throw new Crash();
            }
          }
        };
    assertThrows(Crash.class, () -> train(run, false, crashing));
    train(run, true, TrainingListener.NONE);
    RunFiles.assertSame(undisturbed, run);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 24})
  void run_crashedBetweenValidationAndCheckpoint_endsTheSame(int crash, @TempDir Path run)
      throws IOException {
    TrainingListener crashing =
        new TrainingListener() {
          @Override
          public void onValidation(ValidationReport report) {
            if (report.update() == crash) {
              throw new Crash();
            }
          }
        };
    assertThrows(Crash.class, () -> train(run, false, crashing));
    train(run, true, TrainingListener.NONE);
    RunFiles.assertSame(undisturbed, run);
  }

  @Test
  void run_crashedBeforeTheFirstCheckpoint_startsAnewWithoutOldFigures(@TempDir Path run)
      throws IOException {
    TrainingListener crashing =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            throw new Crash();
          }
        };
    assertThrows(Crash.class, () -> train(run, false, crashing));
    Files.writeString(run.resolve("metrics.jsonl"), "{\"event\":\"update\",\"update\":1}\n{\"ev");
    ConfigException e =
        assertThrows(ConfigException.class, () -> train(run, true, TrainingListener.NONE));
    assertOneLine(e, "no checkpoint to resume");
    train(run, false, TrainingListener.NONE);
    RunFiles.assertSame(undisturbed, run);
  }

  /** Sums of floats in another order differ in the last bits, and little more. */
  @Test
  void run_twoWorkers_endsTheSameEachTime_nearWhatOneLearns(@TempDir Path two) throws IOException {
    ToyTask shared = augmentedTask(two).with("training.workers", 2);
    Path alone = two.resolve("alone");
    Trainer.run(shared.config(), new TrainingRun(alone, false, TrainingListener.NONE, () -> false));
    Path stopped = two.resolve("stopped");
    TrainingOutcome outcome = trainUntil(shared, stopped, false, 7);
    assertEquals(7, outcome.updates());
    Trainer.run(
        shared.config(), new TrainingRun(stopped, true, TrainingListener.NONE, () -> false));
    RunFiles.assertSame(alone, stopped);

    ToyTask certain = augmentedTask(two.resolve("certain")).with("training.max-updates", 3);
    for (String rate : List.of("embedding", "layer", "output", "recurrent")) {
      certain.with("regularization." + rate + "-dropout", 0);
    }
    certain.with("regularization.source-word-dropout", 0);
    certain.with("regularization.target-word-dropout", 0);
    Path one = two.resolve("one");
    Trainer.run(certain.config(), new TrainingRun(one, false, TrainingListener.NONE, () -> false));
    Path three = two.resolve("three");
    certain.with("training.workers", 3);
    Trainer.run(
        certain.config(), new TrainingRun(three, false, TrainingListener.NONE, () -> false));
    Path weights = Path.of("checkpoint", "weights.safetensors");
    var expected = SafeTensors.read(one.resolve(weights));
    SafeTensors.read(three.resolve(weights))
        .forEach(
            (name, tensor) ->
                assertArrayEquals(expected.get(name).values(), tensor.values(), 2e-3f, name));
  }

  @Test
  void run_resumedAfterItsEnd_writesTheSameBundle(@TempDir Path run) throws IOException {
    train(run, false, TrainingListener.NONE);
    dev.ieum.core.bundle.AtomicFiles.deleteTree(run.resolve(Trainer.MODEL));
    train(run, true, TrainingListener.NONE);
    RunFiles.assertSame(undisturbed, run);
  }

  @Test
  void run_intoADirectoryWithARun_isRefused() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> train(undisturbed, false, TrainingListener.NONE));
    assertOneLine(e, "--resume");
  }

  @Test
  void run_resumedWithOtherSettings_isRefused() {
    for (String setting :
        List.of(
            "training.seed=8",
            "training.learning-rate=0.02",
            "training.max-updates=25",
            "training.batch-sentences=21",
            "training.workers=2",
            "network.decoder-hidden=17",
            "regularization.label-smoothing=0.2",
            "augment.joined=0.2",
            "text.source-vocabulary=330")) {
      String[] keyValue = setting.split("=", 2);
      ToyTask other = augmentedTask(directory).with(keyValue[0], keyValue[1]);
      ConfigException e = assertThrows(ConfigException.class, () -> resume(other), setting);
      assertOneLine(e, "other settings or data");
    }
  }

  @Test
  void run_resumedWithOtherTrainingData_isRefused() {
    ToyTask other = augmentedTask(directory.resolve("other"));
    other.tsv("train.tsv", other.pairs(128, 4, new Random(6)));
    assertOneLine(
        assertThrows(ConfigException.class, () -> resume(other)), "other settings or data");
  }

  @Test
  void run_resumedWithAnotherShareOfAnEntry_isRefused() throws IOException {
    ToyTask whole = augmentedTask(directory.resolve("whole"));
    Path run = directory.resolve("whole-run");
    trainUntil(whole, run, false, 2);
    ToyTask other = augmentedTask(directory.resolve("whole")).share(0.5);
    assertOneLine(
        assertThrows(ConfigException.class, () -> trainUntil(other, run, true, 4)),
        "other settings or data");
  }

  /**
   * An epoch shows other pairs than the one before it, a resumed run the same as one left alone.
   */
  @Test
  void run_shareOfAnEntryStoppedAndResumed_endsTheSame(@TempDir Path two) throws IOException {
    ToyTask half = augmentedTask(two).share(0.5);
    Path alone = two.resolve("alone");
    trainUntil(half, alone, false, Long.MAX_VALUE);
    Path stopped = two.resolve("stopped");
    assertEquals(11, trainUntil(half, stopped, false, 11).updates());
    trainUntil(half, stopped, true, Long.MAX_VALUE);
    RunFiles.assertSame(alone, stopped);
  }

  @Test
  void run_resumedWithAnotherDevSet_isRefused() {
    // Early stopping and the choice of snapshots follow from it.
    ToyTask other = augmentedTask(directory.resolve("dev"));
    other.dev(4, 3, 6);
    assertOneLine(
        assertThrows(ConfigException.class, () -> resume(other)), "other settings or data");
  }

  @Test
  void run_writingFails_lastCheckpointIsIntactAndResumes(@TempDir Path run) throws IOException {
    // A file stands where the snapshots' directory belongs: the write at update 5 must fail.
    Files.createDirectories(run);
    Files.writeString(run.resolve("snapshots"), "in the way");
    assertThrows(IOException.class, () -> train(run, false, TrainingListener.NONE));
    assertEquals(
        task.config().network().decoderHidden() * 4,
        SafeTensors.read(run.resolve("checkpoint/weights.safetensors"))
            .get("decoder.0.input_bias")
            .values()
            .length);
    Files.delete(run.resolve("snapshots"));
    train(run, true, TrainingListener.NONE);
    RunFiles.assertSame(undisturbed, run);
  }

  private static final class Crash extends RuntimeException {}

  private static void assertOneLine(Exception e, String part) {
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  private static TrainingOutcome resume(ToyTask other) throws IOException {
    return Trainer.run(
        other.config(), new TrainingRun(undisturbed, true, TrainingListener.NONE, () -> false));
  }

  private static TrainingOutcome train(Path run, boolean resume, TrainingListener listener)
      throws IOException {
    return Trainer.run(task.config(), new TrainingRun(run, resume, listener, () -> false));
  }

  private static TrainingOutcome trainUntil(Path run, boolean resume, long stop)
      throws IOException {
    return trainUntil(task, run, resume, stop);
  }

  static TrainingOutcome trainUntil(ToyTask task, Path run, boolean resume, long stop)
      throws IOException {
    AtomicLong done = new AtomicLong();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            done.set(report.update());
          }
        };
    return Trainer.run(
        task.config(), new TrainingRun(run, resume, counter, () -> done.get() >= stop));
  }
}
