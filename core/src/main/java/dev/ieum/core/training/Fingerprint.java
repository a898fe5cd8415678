package dev.ieum.core.training;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A digest of all that must be the same for a resumed run to end like one left alone. Not
 * thread-safe.
 */
public final class Fingerprint {
  private final MessageDigest digest;

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  /**
   * Begins with settings.
   *
   * @param harmless sections and keys that do not change what is learnt
   */
  public static Fingerprint of(Map<String, Object> settings, List<String> harmless) {
    try {
      Fingerprint begun = new Fingerprint(MessageDigest.getInstance("SHA-256"));
      Map<String, Object> counting = new LinkedHashMap<>(settings);
      harmless.forEach(counting::remove);
      begun.digest.update(new Gson().toJson(counting).getBytes(StandardCharsets.UTF_8));
      return begun;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a line of text. */
  public Fingerprint line(String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Returns the digest of what was added so far, and begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }
}
