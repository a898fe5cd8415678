package dev.ieum.sentiment.model;

import dev.ieum.tokenizers.text.TextNormalizer;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Cuts a text into overlapping n-grams and numbers them by hash (Weinberger et al. 2009).
 *
 * <p>They represent what subwords hide, such as the root of a misspelled word. Letter case and runs
 * of white space make no difference; the text's ends count as spaces. Thread-safe.
 */
public final class Ngrams {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final NgramConfig config;

  /** Takes the settings. */
  public Ngrams(NgramConfig config) {
    this.config = config;
  }

  /** Returns the number of each n-gram of {@code text}; none when the settings want none. */
  public int[] of(String text) {
    if (!config.used()) {
      return new int[0];
    }
    String units = units(text);
    int count = 0;
    for (int n = config.shortest(); n <= config.longest(); n++) {
      count += Math.max(0, units.length() - n + 1);
    }
    int[] features = new int[count];
    int next = 0;
    for (int begin = 0; begin < units.length(); begin++) {
      long hash = FNV_OFFSET;
      int end = Math.min(units.length(), begin + config.longest());
      for (int i = begin; i < end; i++) {
        hash = (hash ^ units.charAt(i)) * FNV_PRIME; // FNV-1a over units, not bytes
        if (i - begin + 1 >= config.shortest()) {
          features[next++] = bucket(hash);
        }
      }
    }
    return features;
  }

  private int bucket(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L; // the low bits of FNV are weak
    return (int) Long.remainderUnsigned(mixed >>> 16, config.buckets());
  }

  private String units(String text) {
    Normalizer.Form form =
        config.kind() == NgramKind.JAMO ? Normalizer.Form.NFD : Normalizer.Form.NFC;
    String lower = TextNormalizer.inForm(text, form).toLowerCase(Locale.ROOT);
    StringBuilder units = new StringBuilder(lower.length() + 2).append(' ');
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!space) {
        units.append(c);
      } else if (units.charAt(units.length() - 1) != ' ') {
        units.append(' ');
      }
    }
    if (units.charAt(units.length() - 1) != ' ') {
      units.append(' ');
    }
    return units.toString();
  }
}
