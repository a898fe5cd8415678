package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Cuts a text into overlapping n-grams and numbers them by hash (Weinberger et al. 2009).
 *
 * <p>They represent what subwords hide, such as the root of a misspelled word. Letter case and runs
 * of white space make no difference; the text's ends count as spaces. Thread-safe.
 */
public record Ngrams(Config config) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** What n-grams are made of. */
  public enum Kind {
    /** UTF-16 units of the composed text: a Hangul syllable is one. */
    CHARACTER,
    /** UTF-16 units of the decomposed text: a Hangul syllable is two or three. */
    JAMO
  }

  /**
   * Which n-grams of a text the network sees beside its states. Immutable.
   *
   * @param kind what they are made of
   * @param shortest units of the shortest
   * @param longest units of the longest
   * @param buckets vectors that they share by hash; 0: the network sees no n-grams
   * @param size numbers in a vector
   */
  public record Config(
      @Setting(or = "character") Kind kind,
      @Setting(or = "1", min = 1, max = 20) int shortest,
      @Setting(or = "4", min = 1, max = 20) int longest,
      @Setting(or = "0", min = 0, max = 1 << 24) int buckets,
      @Setting(or = "16", min = 1, max = 1024) int size)
      implements Settings.Checked {

    @Override
    public void check(Settings settings) {
      settings.errorIf(
          shortest > longest, "shortest", "is greater than longest; make it at most as great");
    }

    /** Says whether the network sees any. */
    public boolean used() {
      return buckets > 0;
    }
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
    Normalizer.Form form = config.kind() == Kind.JAMO ? Normalizer.Form.NFD : Normalizer.Form.NFC;
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
