package dev.ieum.core.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.Provenance.CorpusFile;
import dev.ieum.core.bundle.SafeTensors;
import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that a killed run needs to go on: weights, optimizer moments and the counters.
 *
 * <p>There is no random state to save: every draw is seeded by the configured seed and the number
 * of the epoch or update, so the counters are the random state. The directory is replaced whole, so
 * that a kill or a full disk leaves the previous one.
 */
final class Checkpoint {
  static final String STATE = "state.json";

  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final int FORMAT = 2;
  private static final Gson JSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().setPrettyPrinting().create();

  /** Where a run stands. Mutable; written as JSON. */
  static final class State {
    int format; // 0 in files that know none
    String seal = ""; // digest of the rest
    Map<String, String> settings = new LinkedHashMap<>();
    String data = "";
    List<RunIdentity.Change> changes = new ArrayList<>();
    String started = Instant.now().toString();
    int epoch;
    int batch;
    long update;
    boolean validationDue; // stopped before the validation of this update was done
    long skipped;
    int skippedInARow;
    double bestScore = Double.NEGATIVE_INFINITY; // larger is better, whatever the metric
    int stale;
    double lossSum;
    long lossTokens;
    double seconds;
    String weightsSha256 = "";
    String optimizerSha256 = "";
    List<Snapshot> snapshots = new ArrayList<>();

    RunIdentity identity() {
      return new RunIdentity(settings, data);
    }

    TrainingOutcome outcome(Map<String, Double> scores, String choice) {
      return new TrainingOutcome(
          update, true, scores, choice, Instant.parse(started), seconds, skipped, changes);
    }

    TrainingOutcome stopped() {
      return TrainingOutcome.stopped(update, Instant.parse(started), seconds);
    }
  }

  /** Weights kept because of their dev score. */
  record Snapshot(long update, double score, String sha256) {
    Path file(Path runDirectory) {
      String name = String.format(Locale.ROOT, "update-%08d.safetensors", update);
      return runDirectory.resolve("snapshots").resolve(name);
    }
  }

  private Checkpoint() {}

  static boolean exists(Path runDirectory) throws IOException {
    Path directory = directory(runDirectory);
    AtomicFiles.recover(directory);
    return Files.exists(directory.resolve(STATE));
  }

  static void save(
      Path runDirectory,
      State state,
      Map<String, FloatTensor> weights,
      Map<String, FloatTensor> moments)
      throws IOException {
    AtomicFiles.writeDirectory(
        directory(runDirectory),
        directory -> {
          state.format = FORMAT;
          state.weightsSha256 = write(directory.resolve(WEIGHTS), weights);
          state.optimizerSha256 = write(directory.resolve(OPTIMIZER), moments);
          state.seal = seal(state);
          Files.writeString(directory.resolve(STATE), JSON.toJson(state));
        });
  }

  private static String write(Path file, Map<String, FloatTensor> tensors) throws IOException {
    SafeTensors.write(file, tensors, Precision.F32);
    return CorpusFile.of(file).sha256();
  }

  private static String seal(State state) {
    String before = state.seal;
    state.seal = "";
    String seal = new Fingerprint().line(JSON.toJson(state)).hex();
    state.seal = before;
    return seal;
  }

  /**
   * Reads where a run stands, and checks every file that going on needs.
   *
   * @throws ModelBundleException when one of them is missing or not as it was written
   */
  static State state(Path runDirectory) throws IOException {
    Path file = directory(runDirectory).resolve(STATE);
    State state;
    // Bytes that are no text become others, and so differ from what was written.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    try {
      state = JSON.fromJson(text, State.class);
    } catch (JsonParseException | NumberFormatException e) {
      throw damaged(file, "was damaged", e);
    }
    if (state == null) {
      throw damaged(file, "was damaged", null);
    }
    if (state.format != FORMAT) {
      throw damaged(file, "is of another version of this program, or was damaged", null);
    }
    if (!seal(state).equals(state.seal) || !JSON.toJson(state).equals(text)) {
      throw damaged(file, "was damaged or edited", null);
    }
    verify(directory(runDirectory).resolve(WEIGHTS), state.weightsSha256);
    verify(directory(runDirectory).resolve(OPTIMIZER), state.optimizerSha256);
    for (Snapshot snapshot : state.snapshots) {
      verify(snapshot.file(runDirectory), snapshot.sha256());
    }
    return state;
  }

  private static void verify(Path file, String sha256) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw damaged(file, "is missing", null);
    }
    if (!CorpusFile.of(file).sha256().equals(sha256)) {
      throw damaged(file, "was damaged: its checksum is not the one it was saved with", null);
    }
  }

  private static ModelBundleException damaged(Path file, String how, Throwable cause) {
    return new ModelBundleException(
        "%s: %s; restore it, or delete '%s' and train again without --resume"
            .formatted(file, how, file.getParent().resolveSibling("checkpoint")),
        cause);
  }

  static Map<String, FloatTensor> weights(Path runDirectory) throws IOException {
    return SafeTensors.read(directory(runDirectory).resolve(WEIGHTS));
  }

  static Map<String, FloatTensor> moments(Path runDirectory) throws IOException {
    return SafeTensors.read(directory(runDirectory).resolve(OPTIMIZER));
  }

  private static Path directory(Path runDirectory) {
    return runDirectory.resolve("checkpoint");
  }
}
