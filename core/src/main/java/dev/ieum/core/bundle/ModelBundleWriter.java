package dev.ieum.core.bundle;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Manifest.FileEntry;
import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Gathers the parts of a model and writes them as a bundle, whole or not at all.
 *
 * <p>Equal parts give equal bytes. Not thread-safe; use one per thread.
 */
public final class ModelBundleWriter {
  private static final Set<String> OWN =
      Set.of(Manifest.FILE, Manifest.WEIGHTS, Manifest.CARD, "vocabulary", "tokenizer");

  private final String name;
  private final ModelTask task;
  private final List<String> languages;
  private final Provenance provenance;
  private final String dataLicence;
  private final Map<String, Map<String, String>> tokenizers = new LinkedHashMap<>();
  private final Map<String, String> vocabularies = new LinkedHashMap<>();
  private final List<ReportedScore> scores = new ArrayList<>();
  private final TreeMap<String, byte[]> texts = new TreeMap<>();
  private JsonObject network = new JsonObject();
  private Map<String, FloatTensor> weights = Map.of();
  private Precision precision = Precision.F32;

  /**
   * Starts a bundle.
   *
   * @param languages language codes: source then target, or the one it reads
   * @param dataLicence licence of the training data, as it is to stand in the manifest
   */
  public ModelBundleWriter(
      String name,
      ModelTask task,
      List<String> languages,
      String dataLicence,
      Provenance provenance) {
    this.name = Objects.requireNonNull(name, "name");
    this.task = Objects.requireNonNull(task, "task");
    this.languages = List.copyOf(languages);
    this.dataLicence = Objects.requireNonNull(dataLicence, "dataLicence");
    this.provenance = Objects.requireNonNull(provenance, "provenance");
  }

  /**
   * Starts from an opened bundle: everything is taken over and can be replaced or added to.
   *
   * @param precision how to store the weights; {@link Precision#F32} keeps them exactly
   * @throws IOException when the weights cannot be read
   */
  public static ModelBundleWriter copyOf(ModelBundle bundle, Precision precision)
      throws IOException {
    Manifest manifest = bundle.manifest();
    ModelBundleWriter writer =
        new ModelBundleWriter(
            manifest.name(),
            manifest.task(),
            manifest.languages(),
            manifest.dataLicence(),
            manifest.provenance());
    writer.network = manifest.network();
    writer.tokenizers.putAll(manifest.tokenizers());
    writer.vocabularies.putAll(manifest.vocabularies());
    writer.scores.addAll(manifest.scores());
    for (String path : manifest.files().keySet()) {
      if (!path.equals(Manifest.WEIGHTS)) {
        writer.texts.put(path, bundle.bytes(path));
      }
    }
    return writer.weights(bundle.weights(), precision);
  }

  /** Sets the network's settings. */
  public ModelBundleWriter network(JsonObject network) {
    this.network = network.deepCopy();
    return this;
  }

  /** Adds the settings of the tokenizer in a role; files they name are added by {@link #text}. */
  public ModelBundleWriter tokenizer(String role, Map<String, String> spec) {
    tokenizers.put(role, new TreeMap<>(spec)); // one order, whatever the map
    return this;
  }

  /**
   * Adds a vocabulary as {@code vocabulary/ROLE.txt}, one token a line.
   *
   * @throws IllegalArgumentException when a token holds a line feed or half a surrogate pair
   */
  public ModelBundleWriter vocabulary(String role, List<String> tokens) {
    for (String token : tokens) {
      if (token.indexOf('\n') >= 0) {
        throw new IllegalArgumentException(
            "token = '%s'; allowed: tokens without a line feed"
                .formatted(token.replace("\n", "\\n")));
      }
    }
    String path = "vocabulary/" + role + ".txt";
    vocabularies.put(role, path);
    return text(path, tokens.isEmpty() ? "" : String.join("\n", tokens) + "\n");
  }

  /**
   * Adds a text file, in UTF-8.
   *
   * @param path relative; {@code tokenizer/…} for what tokenizers need
   * @throws IllegalArgumentException when the path is no bundle path, or the text half a surrogate
   *     pair
   */
  public ModelBundleWriter text(String path, String text) {
    if (!Manifest.isPath(path) || path.equals(Manifest.FILE) || path.equals(Manifest.WEIGHTS)) {
      throw new IllegalArgumentException(
          "path = %s; allowed: letters, digits, . _ - and /, not the manifest or weights"
              .formatted(path));
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      texts.put(path, copy);
      return this;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(path + ": text holds half a surrogate pair", e);
    }
  }

  /**
   * Sets the weights.
   *
   * @throws ModelBundleException when a weight is not finite: the training has diverged
   */
  public ModelBundleWriter weights(Map<String, FloatTensor> weights, Precision precision) {
    for (Map.Entry<String, FloatTensor> entry : weights.entrySet()) {
      for (float value : entry.getValue().values()) {
        if (!Float.isFinite(value)) {
          throw new ModelBundleException(
              "tensor '%s' holds %s; allowed: finite weights; train with a lower learning rate"
                  .formatted(entry.getKey(), value));
        }
      }
    }
    this.weights = Map.copyOf(weights);
    this.precision = Objects.requireNonNull(precision, "precision");
    return this;
  }

  /** Sets the model card, in Markdown. */
  public ModelBundleWriter card(String markdown) {
    return text(Manifest.CARD, markdown);
  }

  /** Adds a figure that the model reached. */
  public ModelBundleWriter score(ReportedScore score) {
    scores.add(Objects.requireNonNull(score, "score"));
    return this;
  }

  /**
   * Writes the bundle as a directory, atomically; an earlier bundle there is replaced.
   *
   * @throws IllegalArgumentException when a part is missing, such as the card
   * @throws ModelBundleException when the directory holds anything but a bundle, which is left as
   *     it is
   * @throws IOException when the disk fails; an earlier bundle is then untouched
   */
  public void write(Path directory) throws IOException {
    requireReplaceable(directory);
    AtomicFiles.writeDirectory(directory, this::fill);
  }

  /** Replacing deletes: nobody's other files may go with an old bundle. */
  private static void requireReplaceable(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new ModelBundleException(directory + ": is a file; choose a directory for the model");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (!OWN.contains(entry.getFileName().toString())) {
          throw new ModelBundleException(
              "%s: holds %s, which is no part of a model; choose another directory"
                  .formatted(directory, entry.getFileName()));
        }
      }
    }
  }

  private void fill(Path directory) throws IOException {
    Map<String, FileEntry> files = new TreeMap<>();
    for (Map.Entry<String, byte[]> text : texts.entrySet()) {
      Path file = directory.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, text.getValue());
      files.put(text.getKey(), new FileEntry(text.getValue().length, Sha256.of(text.getValue())));
    }
    Path file = directory.resolve(Manifest.WEIGHTS);
    SafeTensors.write(file, weights, precision);
    files.put(Manifest.WEIGHTS, entry(file));
    Manifest manifest =
        new Manifest(
            name,
            task,
            languages,
            network,
            tokenizers,
            vocabularies,
            dataLicence,
            scores,
            provenance,
            files);
    Files.write(directory.resolve(Manifest.FILE), ManifestJson.format(manifest));
  }

  private static FileEntry entry(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      long size = Sha256.update(digest, in, Long.MAX_VALUE);
      return new FileEntry(size, Sha256.hex(digest.digest()));
    }
  }
}
