package dev.ieum.core.bundle;

import com.google.gson.JsonObject;
import dev.ieum.core.config.Setting;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code model.json} says: everything about a model but its text files and weights. Immutable.
 *
 * @param name what the model is called
 * @param task what it does
 * @param languages language codes: source then target, or the one it reads
 * @param network settings of the network, as its configuration record writes and reads them
 * @param tokenizers settings of each tokenizer, by role ({@code source}, {@code target}, {@code
 *     shared}); values may name files of the bundle
 * @param vocabularies the file of each vocabulary, by role
 * @param dataLicence licence of the training data
 * @param scores figures it reached
 * @param provenance where it comes from
 * @param files size and checksum of every other file of the bundle, by relative path
 */
public record Manifest(
    String name,
    ModelTask task,
    List<String> languages,
    JsonObject network,
    Map<String, Map<String, String>> tokenizers,
    Map<String, String> vocabularies,
    @Setting(key = "data_licence") String dataLicence,
    List<ReportedScore> scores,
    Provenance provenance,
    Map<String, FileEntry> files) {
  static final String FILE = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String CARD = "MODEL_CARD.md";

  /** Portable on every file system, and nothing that leads out of the bundle. */
  private static final String PATH =
      "[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,7}";

  /**
   * Size and checksum of a file. Immutable.
   *
   * @param bytes its size
   * @param sha256 SHA-256 of its bytes, in lower-case hexadecimal
   */
  public record FileEntry(@Setting(min = 0) long bytes, String sha256) {
    public FileEntry {
      if (bytes < 0 || !sha256.matches(Sha256.PATTERN)) {
        throw new IllegalArgumentException(
            "bytes = %d, sha256 = %s; allowed: 0 or more, 64 hexadecimal digits"
                .formatted(bytes, sha256));
      }
    }
  }

  /**
   * Checks that what the parts name is there.
   *
   * @throws IllegalArgumentException when the parts contradict each other
   */
  public Manifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(dataLicence, "dataLicence");
    Objects.requireNonNull(provenance, "provenance");
    languages = List.copyOf(languages);
    network = network.deepCopy();
    tokenizers = frozen(tokenizers);
    vocabularies = ordered(vocabularies);
    scores = List.copyOf(scores);
    files = ordered(files);
    requirePaths(files.keySet());
    for (String file : vocabularies.values()) {
      requireFile(files, file);
    }
    requireFile(files, WEIGHTS);
    requireFile(files, CARD);
  }

  /** Returns a copy of the network's settings. */
  @Override
  public JsonObject network() {
    return network.deepCopy();
  }

  /** Returns which model this is, wherever it lies: its name, and the SHA-256 of its weights. */
  public String identity() {
    return name + " (weights " + files.get(WEIGHTS).sha256() + ")";
  }

  private static void requireFile(Map<String, FileEntry> files, String file) {
    if (!files.containsKey(file)) {
      throw new IllegalArgumentException("files lack " + file);
    }
  }

  private static void requirePaths(Set<String> paths) {
    Set<String> lowerCase = new HashSet<>();
    for (String path : paths) {
      if (!isPath(path) || path.equals(FILE)) {
        throw new IllegalArgumentException(
            "file '%s' has a name that is not allowed; allowed: letters, digits, . _ - and /"
                .formatted(path));
      }
      if (!lowerCase.add(path.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "file '%s' differs from another by case alone".formatted(path));
      }
    }
  }

  static boolean isPath(String path) {
    return path.matches(PATH);
  }

  private static Map<String, Map<String, String>> frozen(Map<String, Map<String, String>> specs) {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    specs.forEach((role, spec) -> copy.put(role, ordered(spec)));
    return Collections.unmodifiableMap(copy);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
