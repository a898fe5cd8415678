package dev.ieum.core.bundle;

import com.google.gson.JsonObject;
import dev.ieum.core.config.Setting;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Where a model comes from: enough to train it again and to trust it. Immutable.
 *
 * @param toolkit version of this toolkit
 * @param engine the tensor engine and its version
 * @param java version of the Java runtime
 * @param platform operating system and processor
 * @param seed what every random choice followed from
 * @param command the command that trained it
 * @param config every setting in force, defaults included
 * @param corpora the files it was trained on
 * @param started when training began
 * @param durationMillis how long it took, pauses between resumed runs left out
 * @param updates optimizer steps made
 */
public record Provenance(
    String toolkit,
    String engine,
    String java,
    String platform,
    long seed,
    String command,
    JsonObject config,
    List<CorpusFile> corpora,
    Instant started,
    @Setting(key = "duration_millis", min = 0) long durationMillis,
    @Setting(min = 0) long updates) {

  public Provenance {
    Objects.requireNonNull(toolkit, "toolkit");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(started, "started");
    config = config.deepCopy();
    corpora = List.copyOf(corpora);
    if (updates < 0 || durationMillis < 0) {
      throw new IllegalArgumentException(
          "updates = %d, milliseconds = %d; allowed: 0 or more".formatted(updates, durationMillis));
    }
  }

  /** Returns a copy of the settings. */
  @Override
  public JsonObject config() {
    return config.deepCopy();
  }

  /** Returns the version of the running toolkit; "development" outside a jar. */
  public static String runningToolkit() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Returns the version of the running Java. */
  public static String runningJava() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  /** Returns the operating system and processor this runs on. */
  public static String runningPlatform() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  /**
   * A file that a model was trained on, so that anyone can verify that theirs is the same.
   * Immutable.
   *
   * @param name the file's name, without the directories of the machine it lay on
   * @param sha256 SHA-256 of its bytes as they lay on the disk
   * @param lines the lines of its text, unpacked if the name ends in {@code .gz}
   */
  public record CorpusFile(String name, String sha256, @Setting(min = 0) long lines) {
    public CorpusFile {
      Objects.requireNonNull(name, "name");
      if (!sha256.matches(Sha256.PATTERN) || lines < 0) {
        throw new IllegalArgumentException(
            "corpus file %s: sha256 = %s, lines = %d; allowed: 64 hexadecimal digits, 0 or more"
                .formatted(name, sha256, lines));
      }
    }

    /**
     * Reads a file once for its checksum and its lines.
     *
     * @throws IOException when it cannot be read
     */
    public static CorpusFile of(Path file) throws IOException {
      MessageDigest digest = Sha256.digest();
      String name = file.getFileName().toString();
      try (InputStream raw =
          new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
        long lines = countLines(name.endsWith(".gz") ? new GZIPInputStream(raw) : raw);
        raw.transferTo(
            OutputStream.nullOutputStream()); // what lies behind the packed data counts as well
        return new CorpusFile(name, Sha256.hex(digest.digest()), lines);
      }
    }

    private static long countLines(InputStream in) throws IOException {
      byte[] buffer = new byte[1 << 16];
      long lines = 0;
      int last = '\n';
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          last = buffer[i];
          lines += last == '\n' ? 1 : 0;
        }
      }
      return last == '\n' ? lines : lines + 1;
    }
  }
}
