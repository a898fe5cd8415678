package dev.ieum.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
final class Sha256 {
  /** What a digest looks like. */
  static final String PATTERN = "[0-9a-f]{64}";

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Reads a stream to its end, or to one byte beyond the limit; returns the bytes read. */
  static long update(MessageDigest digest, InputStream in, long limit) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int count = in.read(buffer); count >= 0 && total <= limit; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
      total += count;
    }
    return total;
  }
}
