package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonParser;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.runtime.NativeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in a run, and what is left of it, on a network of one layer. */
class TrainingLoopTest {
  private static final int IN = 3;
  private static final int BATCHES = 10;

  @TempDir Path directory;

  /** Ten batches an epoch; the numbers of those that give no finite loss can be named. */
  private static final class LayerTask implements TrainingTask<float[]> {
    final ParameterStore parameters;
    final List<Integer> epochs = new ArrayList<>();
    Set<Integer> broken = Set.of();
    List<Double> scores = List.of();
    boolean stopsInValidation;
    final AtomicBoolean stop = new AtomicBoolean();
    int validations;

    LayerTask(NDManager manager) {
      parameters = ParameterStore.forTraining(manager, 3);
      layer(parameters);
    }

    static Projection layer(ParameterStore store) {
      return new Projection(store, "layer", IN, 2, true);
    }

    @Override
    public ParameterStore parameters() {
      return parameters;
    }

    @Override
    public synchronized List<float[]> epoch(int epoch) {
      epochs.add(epoch);
      List<float[]> batches = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        float odd = broken.contains(epoch * BATCHES + i + 1) ? Float.NaN : 1;
        batches.add(new float[] {epoch + 1, odd, i});
      }
      return batches;
    }

    @Override
    public long tokens(float[] batch) {
      return 1;
    }

    @Override
    public List<float[]> split(float[] batch, int parts) {
      return List.of(batch);
    }

    @Override
    public Learner<float[]> learner(ParameterStore replica) {
      Projection layer = layer(replica);
      return (step, batch, dropout) ->
          layer.apply(step.create(batch, new Shape(1, IN))).tanh().sum();
    }

    @Override
    public Map<String, Double> validate(BooleanSupplier asked) {
      stop.compareAndSet(false, stopsInValidation);
      TrainingTask.check(asked);
      double last = scores.isEmpty() ? 1 : scores.get(Math.min(validations, scores.size() - 1));
      validations++;
      return Map.of("score", last);
    }
  }

  private static TrainingConfig config(long updates, double rate) {
    return new TrainingConfig(
        updates, rate, LearningRateSchedule.LINEAR, 0, 1, 0, 0, 10, 0, 5, 3, 2, 1, 1);
  }

  private static RunIdentity identity(String rate) {
    return new RunIdentity(
        Map.of("training.learning-rate", rate, "network.size", "3"), "the same texts");
  }

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
      outcome = new TrainingLoop<>(task, config(30, rate), run).run(identity("" + rate));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint/weights.safetensors",
        "checkpoint/optimizer.safetensors",
        "checkpoint/state.json",
        "snapshots/update-00000010.safetensors"
      })
  void run_aBitOfTheCheckpointFlipped_isRefused(String name) throws IOException {
    train("run", false, t -> {});
    Path file = directory.resolve("run").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 50)) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      ModelBundleException e =
          assertThrows(ModelBundleException.class, () -> train("run", true, t -> {}), "byte " + at);
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
    Files.delete(file);
    if (!name.endsWith("json")) {
      assertThrows(ModelBundleException.class, () -> train("run", true, t -> {}));
    }
    Files.write(file, whole);
    train("run", true, t -> {});
    assertTrue(outcome.finished());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/\"batch\": [0-9]+/\"batch\": 9999",
        "s/\"snapshots\": \\[[^\\]]*\\]/\"snapshots\": null",
        "s/\"started\": \"[^\"]*\"/\"started\": \"yesterday\"",
        "s/\"update\": [0-9]+/\"update\": null",
        "s/\"seal\": \"[^\"]*\"/\"seal\": null",
        "s/\"format\": 2,/",
        "s/\\{[\\s\\S]*/null",
        "s/\\{[\\s\\S]*/[]",
        "s/\\{[\\s\\S]*/"
      })
  void run_stateEdited_isRefusedInOneLine(String edit) throws IOException {
    train("run", false, t -> {});
    Path file = directory.resolve("run/checkpoint/state.json");
    String[] parts = edit.split("/", -1);
    String text = Files.readString(file);
    String edited = text.replaceFirst(parts[1], parts[2]);
    assertFalse(edited.equals(text));
    Files.writeString(file, edited);
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> train("run", true, t -> {}));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains("delete"), e.getMessage());
  }

  @Test
  void hold_whatIsHeld_isRefused() throws IOException {
    TrainingRun run =
        new TrainingRun(
            directory.resolve("run"), false, Set.of(), TrainingListener.NONE, () -> false);
    try (RunDirectory held = RunDirectory.hold(run)) {
      ConfigException e = assertThrows(ConfigException.class, () -> RunDirectory.hold(run));
      assertTrue(e.getMessage().startsWith(held.path() + ": another training"), e.getMessage());
      assertTrue(e.getMessage().contains("--out"), e.getMessage());
    }
    try (RunDirectory again = RunDirectory.hold(run)) {
      assertTrue(Files.exists(again.path().resolve(".lock")));
    }
    assertFalse(Files.exists(directory.resolve("run/.lock")), "nothing is left");
  }

  @Test
  void hold_noDirectory_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nothing"));
    for (Path path : List.of(file, link)) {
      TrainingRun run = new TrainingRun(path, false, Set.of(), TrainingListener.NONE, () -> false);
      ConfigException e = assertThrows(ConfigException.class, () -> RunDirectory.hold(run));
      assertTrue(e.getMessage().startsWith(path + ": is a "), e.getMessage());
    }
  }

  @Test
  void require_largeNetwork_isRefusedBeforeAnythingIsAllocated() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                TrainingMemory.require(
                    store -> new Projection(store, "layer", 1_000_000, 1_000_000, false),
                    Long.MAX_VALUE));
    assertTrue(e.getMessage().startsWith("network: "), e.getMessage());
    assertThrows(
        ConfigException.class,
        () ->
            TrainingMemory.require(store -> new Projection(store, "a", 100, 100, false), 199_999));
    TrainingMemory.require(store -> new Projection(store, "a", 100, 100, false), 200_000);
  }
}
