package dev.ieum.tokenizers.text;

import java.util.BitSet;
import java.util.Locale;

/**
 * Lines in capitals: lower case for a network that has seen few capitals, and capitals again for
 * what it answers. Locale-independent, so that I becomes i in Turkey, too. Stateless and
 * thread-safe.
 */
public final class LetterCase {
  private static final int LONG_WORD = 4;
  private static final double MOSTLY = 0.8;

  private LetterCase() {}

  /**
   * Whether {@code text} is written in capitals: at least two words with letters that have case, or
   * one of at least four letters, and at least 80 % of these letters are upper case.
   *
   * @param kept offsets of chars that do not count
   */
  public static boolean isUpper(String text, BitSet kept) {
    int words = 0;
    int length = 0;
    int longest = 0;
    int upper = 0;
    int cased = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean counts = hasCase(c) && !kept.get(at);
      if (counts) {
        words += length == 0 ? 1 : 0;
        length++;
        longest = Math.max(longest, length);
        cased++;
        upper += Character.isLowerCase(c) ? 0 : 1;
      } else if (!isInsideWord(c)) {
        length = 0;
      }
      at += Character.charCount(c);
    }
    return (words >= 2 || longest >= LONG_WORD) && upper >= MOSTLY * cased;
  }

  /**
   * Returns {@code text} in lower case, except its first letter and the English word I. It is as
   * long as {@code text}, char by char.
   *
   * @param kept offsets of chars that stay
   */
  public static String lower(String text, BitSet kept) {
    StringBuilder lower = new StringBuilder(text.length());
    boolean first = true;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      boolean stays = kept.get(at) || (hasCase(c) && first) || isPronoun(text, at);
      int small = Character.toLowerCase(c);
      boolean fits = Character.charCount(small) == next - at;
      lower.appendCodePoint(stays || !fits ? c : small);
      first &= !hasCase(c) || kept.get(at);
      at = next;
    }
    return lower.toString();
  }

  /**
   * Returns {@code text} in upper case; ß becomes SS, so it may be longer.
   *
   * @param kept offsets of chars that stay
   */
  public static String upper(String text, BitSet kept) {
    StringBuilder upper = new StringBuilder(text.length() + 8);
    for (int at = 0; at < text.length(); ) {
      int keptAt = kept.nextSetBit(at);
      int end = keptAt < 0 ? text.length() : Math.min(keptAt, text.length());
      upper.append(text.substring(at, end).toUpperCase(Locale.ROOT));
      at = Math.min(text.length(), kept.nextClearBit(end));
      upper.append(text, end, at);
    }
    return upper.toString();
  }

  private static boolean hasCase(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  private static boolean isInsideWord(int c) {
    return c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isPronoun(String text, int at) {
    return text.charAt(at) == 'I'
        && (at == 0 || !isLetterOrStop(text.charAt(at - 1)))
        && (at + 1 == text.length() || !isLetterOrStop(text.charAt(at + 1)));
  }

  private static boolean isLetterOrStop(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || Character.isSurrogate(c);
  }
}
