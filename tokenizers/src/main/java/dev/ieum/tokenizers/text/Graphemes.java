package dev.ieum.tokenizers.text;

/**
 * Graphemes: user-perceived characters of several code points, such as a letter with its marks, an
 * emoji with its skin tone, a flag, a family joined by U+200D. Stateless.
 *
 * <p>A subset of the extended grapheme clusters of Unicode Standard Annex 29: rules GB9, GB9a, GB11
 * and GB12, without the Hangul rules, which do not apply to NFC.
 */
public final class Graphemes {
  private static final int JOINER = 0x200D;

  private Graphemes() {}

  /** Returns the end of the grapheme that begins at {@code begin}. */
  public static int end(String text, int begin) {
    int c = text.codePointAt(begin);
    int end = begin + Character.charCount(c);
    if (c == ' ') {
      return end;
    }
    if (isRegional(c) && end < text.length() && isRegional(text.codePointAt(end))) {
      end += 2;
    }
    while (end < text.length() && joins(text, end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /**
   * Whether the code point at {@code at} belongs to the preceding grapheme; regional indicators are
   * not considered.
   */
  public static boolean joins(String text, int at) {
    char first = text.charAt(at);
    // Decides for most characters.
    if (first < 0x300 || Hangul.isSyllable(first)) {
      return false;
    }
    int next = text.codePointAt(at);
    return extendsLeft(next) || (text.charAt(at - 1) == JOINER && isPictograph(next));
  }

  private static boolean extendsLeft(int c) {
    if (c == JOINER || (c >= 0x1F3FB && c <= 0x1F3FF)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> c >= 0xE0020 && c <= 0xE007F; // tags of subdivision flags
    };
  }

  /** Whether {@code at} is between the two chars of a surrogate pair. */
  public static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  /** Whether {@code c} is in a block of emoji; a joiner before anything else is orthographic. */
  public static boolean isPictograph(int c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}
