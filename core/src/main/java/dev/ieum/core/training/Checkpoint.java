package dev.ieum.core.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.Precision;
import dev.ieum.core.bundle.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final Gson JSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().setPrettyPrinting().create();

  /** Where a run stands. Mutable; written as JSON. */
  static final class State {
    String fingerprint = "";
    String started = Instant.now().toString();
    int epoch;
    int batch;
    long update;
    double bestScore = Double.NEGATIVE_INFINITY;
    int stale;
    double lossSum;
    long lossTokens;
    double seconds;
    List<Snapshot> snapshots = new ArrayList<>();
  }

  /** Weights kept because of their dev score. */
  record Snapshot(long update, double score) {
    Path file(Path runDirectory) {
      String name = String.format(Locale.ROOT, "update-%08d.safetensors", update);
      return runDirectory.resolve("snapshots").resolve(name);
    }
  }

  private Checkpoint() {}

  static boolean exists(Path runDirectory) throws IOException {
    Path directory = directory(runDirectory);
    AtomicFiles.recover(directory);
    return Files.exists(directory.resolve("state.json"));
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
          SafeTensors.write(
              directory.resolve("weights.safetensors"), weights, Precision.F32, Map.of());
          SafeTensors.write(
              directory.resolve("optimizer.safetensors"), moments, Precision.F32, Map.of());
          Files.writeString(directory.resolve("state.json"), JSON.toJson(state));
        });
  }

  static State state(Path runDirectory) throws IOException {
    Path file = directory(runDirectory).resolve("state.json");
    try {
      State state = JSON.fromJson(Files.readString(file), State.class);
      if (state != null && !state.fingerprint.isEmpty()) {
        return state;
      }
      throw notAState(file, null);
    } catch (JsonParseException e) {
      throw notAState(file, e);
    }
  }

  private static ModelBundleException notAState(Path file, Throwable cause) {
    return new ModelBundleException(
        file + ": not a checkpoint's state; delete the directory and train again", cause);
  }

  static Map<String, FloatTensor> weights(Path runDirectory) throws IOException {
    return SafeTensors.read(directory(runDirectory).resolve("weights.safetensors"));
  }

  static Map<String, FloatTensor> moments(Path runDirectory) throws IOException {
    return SafeTensors.read(directory(runDirectory).resolve("optimizer.safetensors"));
  }

  private static Path directory(Path runDirectory) {
    return runDirectory.resolve("checkpoint");
  }
}
