package dev.ieum.core.bundle;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipException;

/**
 * A trained model with all that turns raw text into its ids and back, verified byte by byte.
 *
 * <p>A bundle is a directory, the same tree in a zip file, or on the class path; {@code model.json}
 * describes it and holds the SHA-256 of every other file. Reading runs no code from a bundle and
 * deserializes no Java objects: there are texts, numbers, and nothing else. {@link
 * ModelBundleWriter} writes one. Thread-safe.
 */
public final class ModelBundle {
  private static final int MAX_MANIFEST_BYTES = 16 << 20;
  private static final long MAX_TEXT_BYTES = 256L << 20;
  private static final int MAX_TOKENS = 2_000_000;
  private static final long MAX_WEIGHT_BYTES = 4L << 30;

  private final ModelSource source;
  private final Manifest manifest;
  private final String checksum;
  private final Map<String, byte[]> texts;

  private ModelBundle(
      ModelSource source, Manifest manifest, String checksum, Map<String, byte[]> texts) {
    this.source = source;
    this.manifest = manifest;
    this.checksum = checksum;
    this.texts = texts;
  }

  /**
   * Opens a model and verifies every file of it; all but the weights stay in memory.
   *
   * @throws ModelBundleException when the bundle is incomplete, damaged, of a newer format, or not
   *     a bundle; the message names the file and the remedy
   * @throws IOException when a disk fails
   */
  public static ModelBundle open(ModelSource source) throws IOException {
    Objects.requireNonNull(source, "source");
    try (BundleFiles files = source.open()) {
      byte[] json;
      try (InputStream in = files.open(Manifest.FILE)) {
        json = in.readNBytes(MAX_MANIFEST_BYTES);
      } catch (NoSuchFileException e) {
        throw new ModelBundleException(
            source + ": holds no " + Manifest.FILE + "; give the directory or zip file of a model",
            e);
      }
      Manifest manifest = ManifestJson.parse(source.toString(), json);
      requireSizes(source, manifest);
      requireNoOthers(source, manifest, files);
      Map<String, byte[]> texts = new HashMap<>();
      for (String path : manifest.files().keySet()) {
        verify(source, manifest, files, path, texts);
      }
      return new ModelBundle(source, manifest, Sha256.of(json), texts);
    } catch (ZipException | EOFException e) {
      throw new ModelBundleException(
          source + ": is damaged or truncated; fetch the model again", e);
    }
  }

  /** Returns where the model was opened from. */
  public ModelSource source() {
    return source;
  }

  /** Returns what {@code model.json} says. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Returns the SHA-256 of {@code model.json}, in lower-case hexadecimal. That file holds the
   * SHA-256 of all others, so bundles with the same checksum are the same.
   */
  public String checksum() {
    return checksum;
  }

  /**
   * Reads all files, to be sent elsewhere and opened there from {@link ModelSource#of(String,
   * Map)}, which verifies them again.
   *
   * @return the bytes of each file by its path in the bundle
   * @throws ModelBundleException when a file is larger than 2 GB, or is gone
   * @throws IOException when they cannot be read
   */
  public Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (BundleFiles files = source.open()) {
      for (String path : manifest.files().keySet()) {
        all.put(path, read(files, path));
      }
      all.put(Manifest.FILE, read(files, Manifest.FILE));
    }
    return all;
  }

  private byte[] read(BundleFiles files, String path) throws IOException {
    try (InputStream in = files.open(path)) {
      byte[] bytes = in.readNBytes(Integer.MAX_VALUE - 8);
      if (in.read() >= 0) {
        throw new ModelBundleException(
            "%s: %s is larger than 2 GB, which cannot be sent; put the model where it is used"
                .formatted(source, path));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new ModelBundleException(
          source + ": " + path + " is missing; fetch or write the model again", e);
    }
  }

  /**
   * Checks what the model is for.
   *
   * @throws ModelBundleException when that is another task
   */
  public void requireTask(ModelTask task) {
    if (manifest.task() != task) {
      throw new ModelBundleException(
          "%s: task = %s; allowed: %s; give a %s model"
              .formatted(
                  source, EnumWords.of(manifest.task()), EnumWords.of(task), EnumWords.of(task)));
    }
  }

  /**
   * Reads the network's settings.
   *
   * @param reader takes all of them
   * @throws ModelBundleException when they are not what it takes
   */
  public <T> T network(Function<Settings, T> reader) {
    try {
      Settings settings = Settings.of(source + ": model.json", manifest.network());
      T read = reader.apply(settings);
      settings.requireAllTaken();
      return read;
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ModelBundleException(
          e.getMessage() + "; the bundle is damaged or of another version", e);
    }
  }

  /** Returns what tells the weights from all others. */
  public long identity() {
    String sha256 = manifest.files().get(Manifest.WEIGHTS).sha256();
    return Long.parseUnsignedLong(sha256.substring(0, 16), 16);
  }

  /** Returns the model card, in Markdown. */
  public String card() {
    return decode(Manifest.CARD);
  }

  /** Returns the tokens of the vocabulary in a role, in the order of their ids. */
  public List<String> vocabulary(String role) {
    String path = manifest.vocabularies().get(role);
    if (path == null) {
      throw new ModelBundleException(
          "%s: has no vocabulary '%s'; known: %s; give a model of the right kind"
              .formatted(source, role, String.join(", ", manifest.vocabularies().keySet())));
    }
    long tokens = 0;
    for (byte b : bytes(path)) {
      tokens += b == '\n' ? 1 : 0;
    }
    if (tokens > MAX_TOKENS) {
      throw new ModelBundleException(
          "%s: %s = %d tokens; allowed: %d; use a smaller model"
              .formatted(source, path, tokens, MAX_TOKENS));
    }
    String text = decode(path);
    if (text.isEmpty() || !text.endsWith("\n")) {
      throw new ModelBundleException(
          source + ": " + path + " does not end with a line feed; write the model again");
    }
    // Only a line feed ends a token; Java's readers would also cut at a carriage return.
    return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /**
   * Returns a text file of the bundle for reading.
   *
   * @param path relative, as in the manifest
   * @throws ModelBundleException when there is no such file, or it is not UTF-8
   */
  public BufferedReader text(String path) {
    return new BufferedReader(new StringReader(decode(path)));
  }

  /**
   * Reads the weights.
   *
   * @throws ModelBundleException when they break the safetensors format
   * @throws IOException when they cannot be read
   */
  public Map<String, FloatTensor> weights() throws IOException {
    long size = manifest.files().get(Manifest.WEIGHTS).bytes();
    try (BundleFiles files = source.open();
        InputStream in = files.open(Manifest.WEIGHTS)) {
      return SafeTensors.read(in, size, source + ": " + Manifest.WEIGHTS);
    }
  }

  byte[] bytes(String path) {
    byte[] bytes = texts.get(path);
    if (bytes == null) {
      throw new ModelBundleException(
          "%s: has no text file '%s'; give a model of the right kind".formatted(source, path));
    }
    return bytes.clone();
  }

  private String decode(String path) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path))).toString();
    } catch (CharacterCodingException e) {
      throw new ModelBundleException(
          source + ": " + path + " is not UTF-8; write the model again", e);
    }
  }

  /** The caps keep a hostile manifest from filling the memory. */
  private static void requireSizes(ModelSource source, Manifest manifest) {
    long texts = 0;
    for (Map.Entry<String, Manifest.FileEntry> file : manifest.files().entrySet()) {
      boolean isWeights = file.getKey().equals(Manifest.WEIGHTS);
      long bytes = file.getValue().bytes();
      texts += isWeights ? 0 : Math.min(bytes, MAX_TEXT_BYTES + 1);
      if (isWeights ? bytes > MAX_WEIGHT_BYTES : texts > MAX_TEXT_BYTES) {
        throw new ModelBundleException(
            "%s: %s = %d bytes; allowed: %d for weights, %d for all else; use a smaller model"
                .formatted(source, file.getKey(), bytes, MAX_WEIGHT_BYTES, MAX_TEXT_BYTES));
      }
    }
    if (manifest.files().size() > BundleFiles.MAX_FILES) {
      throw new ModelBundleException(
          "%s: %d files; allowed: %d; use another model"
              .formatted(source, manifest.files().size(), BundleFiles.MAX_FILES));
    }
  }

  private static void requireNoOthers(ModelSource source, Manifest manifest, BundleFiles files)
      throws IOException {
    Set<String> others = new TreeSet<>(files.list().orElse(Set.of()));
    others.removeAll(manifest.files().keySet());
    others.remove(Manifest.FILE);
    if (!others.isEmpty()) {
      throw new ModelBundleException(
          "%s: %s does not belong to the model; delete it"
              .formatted(source, others.iterator().next().replaceAll("\\p{Cntrl}", "?")));
    }
  }

  private static void verify(
      ModelSource source,
      Manifest manifest,
      BundleFiles files,
      String path,
      Map<String, byte[]> texts)
      throws IOException {
    Manifest.FileEntry expected = manifest.files().get(path);
    MessageDigest digest = Sha256.digest();
    long size;
    try (InputStream in = files.open(path)) {
      if (path.equals(Manifest.WEIGHTS)) {
        size = Sha256.update(digest, in, expected.bytes());
      } else {
        byte[] bytes = in.readNBytes((int) expected.bytes());
        size = (long) bytes.length + (in.read() < 0 ? 0 : 1);
        digest.update(bytes);
        texts.put(path, bytes);
      }
    } catch (NoSuchFileException e) {
      throw new ModelBundleException(
          source + ": " + path + " is missing; fetch or write the model again", e);
    }
    if (size != expected.bytes()) {
      throw new ModelBundleException(
          "%s: %s is %s than its %d bytes; fetch or write the model again"
              .formatted(
                  source, path, size < expected.bytes() ? "shorter" : "longer", expected.bytes()));
    }
    if (!Sha256.hex(digest.digest()).equals(expected.sha256())) {
      throw new ModelBundleException(
          "%s: %s is damaged (SHA-256 differs); fetch or write the model again"
              .formatted(source, path));
    }
  }
}
