package dev.ieum.cli.report;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.recipe.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run directory tells of its run: {@code metrics.jsonl}, the settings, and the bundle if
 * training has finished. Immutable.
 *
 * @param name what the run is called in the report
 * @param settings value by dotted key
 * @param licence terms of the data, as stated
 * @param manifest of the bundle; none before the end of training
 * @param metrics the lines of {@code metrics.jsonl}
 */
public record RunData(
    String name,
    Map<String, String> settings,
    Optional<String> licence,
    Optional<Manifest> manifest,
    List<JsonObject> metrics) {
  static final String UPDATE = "update";
  static final String METRICS = "metrics.jsonl";

  /**
   * Reads a run that may still be under way.
   *
   * @throws UsageException when the directory holds no run
   */
  public static RunData read(String name, Path directory) throws IOException {
    Path model = directory.resolve(Trainer.MODEL);
    Path checkpoint = directory.resolve("checkpoint/state.json");
    boolean finished = Files.isDirectory(model);
    if (!finished && !Files.exists(directory.resolve(METRICS))) {
      throw new UsageException(
          "%s: holds no run; name a directory that ieum train has as its --out"
              .formatted(directory));
    }
    if (finished) {
      Manifest manifest = ModelBundle.open(ModelSource.of(model)).manifest();
      return new RunData(
          name,
          flat(manifest.provenance().config()),
          Optional.of(manifest.dataLicence()),
          Optional.of(manifest),
          metrics(directory));
    }
    JsonObject settings = new JsonObject();
    if (Files.exists(checkpoint)) {
      JsonObject state = lenient(Files.readString(checkpoint)).orElse(settings);
      settings = state.has("settings") ? state.getAsJsonObject("settings") : settings;
    }
    return new RunData(
        name, flat(settings), Optional.empty(), Optional.empty(), metrics(directory));
  }

  /** Returns a run under way, whose settings are known. */
  static RunData running(String name, Map<String, ?> resolved, String licence, Path directory)
      throws IOException {
    JsonObject settings = new Gson().toJsonTree(resolved).getAsJsonObject();
    return new RunData(
        name, flat(settings), Optional.of(licence), Optional.empty(), metrics(directory));
  }

  private static Map<String, String> flat(JsonObject settings) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", settings, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonObject from, Map<String, String> to) {
    from.entrySet()
        .forEach(
            entry -> {
              JsonElement value = entry.getValue();
              String key = prefix + entry.getKey();
              if (value.isJsonObject()) {
                flatten(key + ".", value.getAsJsonObject(), to);
              } else {
                to.put(key, value.isJsonPrimitive() ? value.getAsString() : value.toString());
              }
            });
  }

  private static List<JsonObject> metrics(Path directory) throws IOException {
    Path file = directory.resolve(METRICS);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<JsonObject> lines = new ArrayList<>();
    // The last line of a run that was killed may be half written, even within a character.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    text.lines().forEach(line -> lenient(line).filter(l -> l.has(UPDATE)).ifPresent(lines::add));
    return lines;
  }

  private static Optional<JsonObject> lenient(String text) {
    try {
      return Optional.of(JsonParser.parseString(text).getAsJsonObject());
    } catch (RuntimeException torn) {
      return Optional.empty();
    }
  }

  private List<JsonObject> events(String event) {
    return metrics.stream()
        .filter(line -> line.has("event") && line.get("event").getAsString().equals(event))
        .toList();
  }

  /** Returns points {@code {update, value}} of what every tenth update reports. */
  public List<double[]> curve(String field) {
    return events(UPDATE).stream().map(line -> point(line, line.get(field))).toList();
  }

  /** Returns points of a score of the dev set. */
  List<double[]> devCurve(String score) {
    return events("validation").stream()
        .map(line -> point(line, line.getAsJsonObject("scores").get(score)))
        .toList();
  }

  private static double[] point(JsonObject line, JsonElement value) {
    return new double[] {
      line.get(UPDATE).getAsDouble(),
      value == null || value.isJsonNull() ? Double.NaN : value.getAsDouble()
    };
  }

  /** Returns the names of the dev set's scores; the first decides. */
  Set<String> devScores() {
    Set<String> names = new LinkedHashSet<>();
    events("validation").forEach(line -> names.addAll(line.getAsJsonObject("scores").keySet()));
    return names;
  }

  /** Returns the last validation that was the best so far. */
  Optional<JsonObject> best() {
    List<JsonObject> best =
        events("validation").stream().filter(line -> line.get("best").getAsBoolean()).toList();
    return best.isEmpty() ? Optional.empty() : Optional.of(best.get(best.size() - 1));
  }

  /** Returns how many updates were left out because loss or gradient was not finite. */
  int skipped() {
    return events("skipped").size();
  }
}
