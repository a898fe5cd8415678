package dev.ieum.core.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A file that a model was trained on, so that anyone can verify that theirs is the same. Immutable.
 *
 * @param name the file's name, without the directories of the machine it lay on
 * @param sha256 SHA-256 of its bytes as they lay on the disk
 * @param lines the lines of its text, unpacked if the name ends in {@code .gz}
 */
public record CorpusFile(String name, String sha256, long lines) {
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
