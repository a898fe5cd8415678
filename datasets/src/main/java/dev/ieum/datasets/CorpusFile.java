package dev.ieum.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file that a named corpus consists of. Immutable.
 *
 * @param path where it lies under the data directory, with {@code /} between the names
 * @param sha256 its SHA-256, in lower-case hexadecimal
 */
public record CorpusFile(String path, String sha256) {

  /** The environment variable that names the data directory. */
  public static final String DATA_VARIABLE = "IEUM_DATA";

  public CorpusFile {
    Objects.requireNonNull(path, "path");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 = " + sha256 + "; allowed: 64 hex digits");
    }
  }

  /**
   * Returns the file under {@code dataDirectory}.
   *
   * @throws NoSuchFileException if it is not there; the reason says how to name the directory
   */
  public Path in(Path dataDirectory) throws NoSuchFileException {
    Path file = dataDirectory.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "no such corpus file; name the directory that holds %s by --data-dir or %s"
              .formatted(path, DATA_VARIABLE));
    }
    return file;
  }

  /** Says whether the file lies under {@code dataDirectory}, whatever it holds. */
  public boolean isPresent(Path dataDirectory) {
    return Files.isRegularFile(dataDirectory.resolve(path));
  }

  /**
   * Reads the file under {@code dataDirectory} and compares it with {@link #sha256}.
   *
   * @throws IOException if it is not there or cannot be read
   * @throws CorpusFormatException if it differs
   */
  public void verify(Path dataDirectory) throws IOException {
    Path file = in(dataDirectory);
    String found = sha256Of(file);
    if (!found.equals(sha256)) {
      throw new CorpusFormatException(file.toString(), 0, "SHA-256 " + sha256, found);
    }
  }

  private static String sha256Of(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
