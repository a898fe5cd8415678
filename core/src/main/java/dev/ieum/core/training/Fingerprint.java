package dev.ieum.core.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of lines of text. Not thread-safe. */
public final class Fingerprint {
  private final MessageDigest digest;

  /** Begins with nothing. */
  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a line of text. */
  public Fingerprint line(String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Returns the digest of what was added so far, and resets it. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }
}
