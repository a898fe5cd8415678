package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonParser;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a run, and what is left of it, on a network of one layer. */
class TrainingLoopTest {
  @TempDir Path directory;

  private interface Setup {
    void change(LayerTask task);
  }

  /** Trains in {@code name} and returns the weights that are left. */
  private Map<String, List<Float>> train(String name, boolean resume, Setup setup)
      throws IOException {
    return train(name, resume, 0.01, Set.of(), TrainingListener.NONE, setup);
  }

  private Map<String, List<Float>> train(
      String name,
      boolean resume,
      double rate,
      Set<String> allowed,
      TrainingListener listener,
      Setup setup)
      throws IOException {
    try (NDManager manager = NativeRuntime.newManager()) {
      LayerTask task = new LayerTask(manager);
      setup.change(task);
      TrainingRun run =
          new TrainingRun(directory.resolve(name), resume, allowed, listener, task.stop::get);
      outcome =
          new TrainingLoop<>(task, LayerTask.config(30, rate), run)
              .run(LayerTask.identity("" + rate));
      epochs = task.epochs;
      Map<String, List<Float>> weights = new java.util.TreeMap<>();
      task.parameters()
          .export()
          .forEach(
              (parameter, tensor) -> {
                List<Float> values = new ArrayList<>();
                for (float value : tensor.values()) {
                  values.add(value);
                }
                weights.put(parameter, values);
              });
      return weights;
    }
  }

  private TrainingOutcome outcome;
  private List<Integer> epochs;

  @Test
  void run_brokenBatches_areSkippedCountedAndLogged() throws IOException {
    List<String> warnings = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onWarning(String line) {
            warnings.add(line);
          }
        };
    Map<String, List<Float>> weights =
        train("run", false, 0.01, Set.of(), listener, t -> t.broken = Set.of(4, 5, 17));
    assertTrue(outcome.finished());
    assertEquals(3, outcome.skipped());
    weights.values().forEach(all -> all.forEach(w -> assertTrue(Float.isFinite(w))));
    List<String> skipped =
        Files.readAllLines(directory.resolve("run/metrics.jsonl")).stream()
            .filter(line -> line.contains("skipped"))
            .toList();
    assertEquals(3, skipped.size());
    assertTrue(JsonParser.parseString(skipped.get(0)).getAsJsonObject().get("loss").isJsonNull());
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("update 4 was skipped"), warnings.get(0));
  }

  @Test
  void run_brokenBatchesStoppedAndResumed_endsTheSame() throws IOException {
    Setup broken = t -> t.broken = Set.of(4, 5, 17);
    Map<String, List<Float>> alone = train("alone", false, broken);
    TrainingListener stopping = new Stopping(5);
    assertThrows(Crash.class, () -> train("run", false, 0.01, Set.of(), stopping, broken));
    // The checkpoint that would have been due at update 5, amid skipped ones, was not written.
    assertFalse(RunDirectory.isSaved(directory.resolve("run")));
    assertThrows(Crash.class, () -> train("run", false, 0.01, Set.of(), new Stopping(18), broken));
    assertEquals(alone, train("run", true, broken));
    assertEquals(3, outcome.skipped());
  }

  private static final class Crash extends RuntimeException {}

  private record Stopping(long update) implements TrainingListener {
    @Override
    public void onUpdate(UpdateReport report) {
      if (report.update() == update) {
        throw new Crash();
      }
    }
  }

  @Test
  void run_tooManyBrokenInARow_saysHowToGoOn_andThatWorks() throws IOException {
    Setup broken = t -> t.broken = Set.of(12, 13, 14);
    ConfigException e = assertThrows(ConfigException.class, () -> train("run", false, broken));
    assertTrue(e.getMessage().contains("go on from update 10"), e.getMessage());
    assertTrue(e.getMessage().contains("--allow-changed training.learning-rate"), e.getMessage());
    Set<String> allowed = Set.of("training.learning-rate");
    train("run", true, 0.0025, allowed, TrainingListener.NONE, t -> {});
    assertTrue(outcome.finished());
    assertEquals(
        List.of(new RunIdentity.Change(10, "training.learning-rate", "0.01", "0.0025")),
        outcome.changes());
    // From then on the changed value is the run's own.
    train("run", true, 0.0025, Set.of(), TrainingListener.NONE, t -> {});
    assertEquals(1, outcome.changes().size());
  }

  @Test
  void run_tooManyBrokenBeforeACheckpoint_saysToStartAgain() throws IOException {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> train("run", false, t -> t.broken = Set.of(1, 2, 3)));
    assertFalse(e.getMessage().contains("--resume"), e.getMessage());
    assertTrue(e.getMessage().contains("start again"), e.getMessage());
  }

  @Test
  void run_resumedWithOtherSettings_namesTheKeys() throws IOException {
    train("run", false, t -> {});
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> train("run", true, 0.5, Set.of(), TrainingListener.NONE, t -> {}));
    assertTrue(e.getMessage().contains("training.learning-rate = 0.01, now 0.5"), e.getMessage());
    assertTrue(e.getMessage().contains("--allow-changed training.learning-rate"), e.getMessage());
  }

  @Test
  void run_scoreThatIsNoNumber_isNeverBest() throws IOException {
    train("run", false, t -> t.scores = List.of(1.0, Double.NaN, 0.5, 1.0, 0.1));
    assertEquals("update 10", outcome.choice());
    List<String> lines = Files.readAllLines(directory.resolve("run/metrics.jsonl"));
    assertEquals(
        List.of(true, false, false),
        lines.stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(line -> line.get("event").getAsString().equals("validation"))
            .map(line -> line.get("best").getAsBoolean())
            .toList());
  }

  @Test
  void run_noScoreIsANumber_isAnError() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> train("run", false, t -> t.scores = List.of(Double.NaN)));
    assertTrue(e.getMessage().contains("no dev score is a number"), e.getMessage());
  }

  /** The last two validations choose among snapshots. */
  @Test
  void run_stoppedInEveryValidation_isSavedAndEndsTheSame() throws IOException {
    Map<String, List<Float>> alone = train("alone", false, t -> {});
    train("run", false, t -> t.stopsInValidation = true);
    assertFalse(outcome.finished());
    assertEquals(10, outcome.updates());
    AtomicBoolean first = new AtomicBoolean(true);
    train(
        "run",
        true,
        t -> {
          t.scores = List.of(1.0);
          t.stopsInValidation = first.get();
        });
    assertEquals(10, outcome.updates());
    first.set(false);
    assertEquals(alone, train("run", true, t -> {}));
    assertTrue(outcome.finished());
    assertEquals(
        Files.readAllLines(directory.resolve("alone/metrics.jsonl")).stream()
            .map(line -> line.replaceAll("\"tokens_per_second\":[0-9]+", ""))
            .toList(),
        Files.readAllLines(directory.resolve("run/metrics.jsonl")).stream()
            .map(line -> line.replaceAll("\"tokens_per_second\":[0-9]+", ""))
            .toList());
  }

  @Test
  void run_toTheEnd_makesEachEpochOnce() throws IOException {
    train("run", false, t -> {});
    assertEquals(List.of(0, 1, 2), epochs);
  }

  /** How long such a run is follows from the size of the first epoch. */
  @Test
  void run_ofOpenLength_makesEachEpochOnce() throws IOException {
    try (NDManager manager = NativeRuntime.newManager()) {
      LayerTask task = new LayerTask(manager);
      TrainingRun run =
          new TrainingRun(directory, false, Set.of(), TrainingListener.NONE, () -> false);
      TrainingLoop<float[]> loop = new TrainingLoop<>(task, LayerTask.config(0, 0.01), run);
      assertEquals(1500, loop.plannedUpdates());
      loop.run(LayerTask.identity("0.01"));
      assertEquals(IntStream.range(0, 150).boxed().toList(), task.epochs);
    }
  }
}
