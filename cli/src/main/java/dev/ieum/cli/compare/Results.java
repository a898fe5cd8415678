package dev.ieum.cli.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.cli.console.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code results.jsonl}: a line for each step that was done, with its figures. A step that stands
 * there is not done again. Not thread-safe; use one per comparison.
 */
final class Results {
  static final String FILE = "results.jsonl";
  private static final String SETUP = "setup";

  private final Path file;
  private final Map<String, List<Measurement>> steps = new LinkedHashMap<>();

  /** What a step does. */
  interface Work {
    List<Measurement> run() throws IOException;
  }

  /**
   * Begins, or goes on with a comparison.
   *
   * @param setup what decides the figures
   * @throws UsageException when the directory holds one that is not to be resumed, or one of
   *     another set-up
   */
  Results(Path directory, boolean resume, String setup) throws IOException {
    file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      write(line(SETUP, setup, List.of()));
      return;
    }
    if (!resume) {
      throw new UsageException(
          "%s: already holds a comparison; go on with --resume, or give another --out"
              .formatted(directory));
    }
    // The last line of a comparison that was killed may be half written.
    List<String> whole = new ArrayList<>();
    for (String text :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
      Optional<JsonObject> line = parse(text);
      if (line.isPresent()) {
        whole.add(text);
        read(line.get(), setup, directory);
      }
    }
    Files.write(file, whole, StandardCharsets.UTF_8);
  }

  private static Optional<JsonObject> parse(String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      return json.has("step") ? Optional.of(json) : Optional.empty();
    } catch (RuntimeException torn) {
      return Optional.empty();
    }
  }

  private void read(JsonObject line, String setup, Path directory) {
    String step = line.get("step").getAsString();
    if (step.equals(SETUP) && !line.get("what").getAsString().equals(setup)) {
      throw new UsageException(
          "%s: was begun with other options: %s; now: %s; repeat them, or give another --out"
              .formatted(directory, line.get("what").getAsString(), setup));
    }
    List<Measurement> measured = new ArrayList<>();
    line.getAsJsonArray("measurements")
        .forEach(m -> measured.add(Measurement.of(m.getAsJsonObject())));
    steps.put(step, measured);
  }

  private static JsonObject line(String step, String what, List<Measurement> measured) {
    JsonObject line = new JsonObject();
    line.addProperty("step", step);
    line.addProperty("what", what);
    JsonArray all = new JsonArray();
    measured.forEach(m -> all.add(m.json()));
    line.add("measurements", all);
    return line;
  }

  private void write(JsonObject line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Does a step, unless it was done. */
  void step(String name, Work work) throws IOException {
    if (!steps.containsKey(name)) {
      List<Measurement> measured = work.run();
      write(line(name, "", measured));
      steps.put(name, measured);
    }
  }

  boolean isDone(String step) {
    return steps.containsKey(step);
  }

  /** Returns a figure. */
  Optional<Measurement> find(Architecture of, String key) {
    return steps.values().stream()
        .flatMap(List::stream)
        .filter(m -> m.architecture().equals(of.word()) && m.key().equals(key))
        .findFirst();
  }

  /** Returns the value of a figure; not a number where there is none. */
  double value(Architecture of, String key) {
    return find(of, key).map(Measurement::value).orElse(Double.NaN);
  }

  /** Returns points {@code {number, value}} of the figures {@code name/number}. */
  List<double[]> curve(Architecture of, String name) {
    List<double[]> points = new ArrayList<>();
    for (List<Measurement> step : steps.values()) {
      for (Measurement m : step) {
        if (m.architecture().equals(of.word()) && m.key().startsWith(name + "/")) {
          points.add(
              new double[] {Double.parseDouble(m.key().substring(name.length() + 1)), m.value()});
        }
      }
    }
    return points;
  }
}
