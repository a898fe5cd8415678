package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.NormalizedText;

/**
 * Prepares text for the Korean dictionary: no invisible characters in words, each grapheme reduced
 * to its first code point. Stateless.
 */
final class NoriNormalizer {
  private static final int JOINER = 0x200D;
  private static final String DOTS = "\u318D\u30FB\u2027\u2219\u22C5\uFF65";

  private NoriNormalizer() {}

  /**
   * Removes invisible characters: soft hyphens, zero width spaces and joiners, bidi marks,
   * variation selectors after letters. Joiners of emoji are kept, and words that consist of nothing
   * else.
   *
   * @param line in the form of {@link dev.ieum.tokenizers.text.TextNormalizer#standard}
   */
  static NormalizedText withoutInvisible(String line) {
    if (line.codePoints().noneMatch(NoriNormalizer::isInvisible)) {
      return NormalizedText.unchanged(line);
    }
    NormalizedText.Builder builder = new NormalizedText.Builder(line);
    for (int begin = 0; begin < line.length(); ) {
      int space = line.indexOf(' ', begin);
      int end = space < 0 ? line.length() : space + 1;
      boolean seen = line.substring(begin, end).codePoints().anyMatch(NoriNormalizer::isVisible);
      for (int at = begin; at < end; ) {
        int next = at + Character.charCount(line.codePointAt(at));
        if (!seen || !isLeftOut(line, at)) {
          builder.copy(at, next);
        }
        at = next;
      }
      begin = end;
    }
    return builder.build();
  }

  /**
   * Reduces each grapheme to its first code point, circled numbers to digits, and all middle dots
   * to one.
   */
  static NormalizedText firstOfGraphemes(String line) {
    NormalizedText.Builder builder = new NormalizedText.Builder(line);
    boolean changed = false;
    for (int at = 0; at < line.length(); ) {
      int end = Graphemes.end(line, at);
      int c = line.codePointAt(at);
      int replaced = replacement(c);
      changed |= replaced != c || end > at + Character.charCount(c);
      builder.append(Character.toString(replaced), at, end);
      at = end;
    }
    return changed ? builder.build() : NormalizedText.unchanged(line);
  }

  private static int replacement(int c) {
    if (DOTS.indexOf(c) >= 0) {
      return '·';
    }
    return c >= 0x2460 && c <= 0x2473 ? '1' : c;
  }

  private static boolean isVisible(int c) {
    return c != ' ' && !isInvisible(c);
  }

  private static boolean isLeftOut(String line, int at) {
    int c = line.codePointAt(at);
    if (!isInvisible(c)) {
      return false;
    }
    int before = at == 0 ? ' ' : line.codePointBefore(at);
    int next = at + 1 < line.length() ? line.codePointAt(at + 1) : ' ';
    if (c == JOINER) {
      return !(Graphemes.isPictograph(next)
          && (Graphemes.isPictograph(before) || isSelector(before)));
    }
    return !isSelector(c) || Character.isLetter(before);
  }

  private static boolean isSelector(int c) {
    return c >= 0xFE00 && c <= 0xFE0F;
  }

  private static boolean isInvisible(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x180E
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || isSelector(c);
  }
}
