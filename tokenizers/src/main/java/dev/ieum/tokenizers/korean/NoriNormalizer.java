package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.NormalizedText;

/**
 * Text as the Korean dictionary can read it: without invisible characters in words, and each sign
 * of several code points as its first. Stateless.
 */
final class NoriNormalizer {
  private static final int JOINER = 0x200D;
  private static final String DOTS = "\u318D\u30FB\u2027\u2219\u22C5\uFF65";

  private NoriNormalizer() {}

  /**
   * Takes out what a reader does not see: soft hyphens, zero width spaces and joiners, bidi marks,
   * variation selectors behind letters. Joiners of emoji stay, and words of nothing else.
   *
   * @param line under the standard law
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
   * Writes each sign as its first code point, circled numbers as digits, all middle dots as one.
   */
  static NormalizedText firstOfSigns(String line) {
    NormalizedText.Builder builder = new NormalizedText.Builder(line);
    boolean changed = false;
    for (int at = 0; at < line.length(); ) {
      int end = Graphemes.end(line, at);
      int c = line.codePointAt(at);
      int plain = plain(c);
      changed |= plain != c || end > at + Character.charCount(c);
      builder.append(Character.toString(plain), at, end);
      at = end;
    }
    return changed ? builder.build() : NormalizedText.unchanged(line);
  }

  private static int plain(int c) {
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
