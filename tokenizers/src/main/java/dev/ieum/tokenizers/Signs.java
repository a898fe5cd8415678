package dev.ieum.tokenizers;

/**
 * What a reader takes for one sign although it is several code points: a letter with its marks, an
 * emoji with its colour, a flag, a family joined by U+200D.
 *
 * <p>A part of the extended grapheme clusters of Unicode Standard Annex 29: rules GB9, GB9a, GB11
 * and GB12, without the Hangul rules, which NFC leaves nothing to do.
 */
final class Signs {
  private static final int JOINER = 0x200D;

  private Signs() {}

  /** Whether the code points on both sides of {@code at}, inside {@code text}, belong together. */
  static boolean joins(String text, int at) {
    char first = text.charAt(at);
    // Nearly every place is decided here.
    if (first < 0x300 || (first >= 0xAC00 && first <= 0xD7A3)) {
      return false;
    }
    int next = text.codePointAt(at);
    int before = text.codePointBefore(at);
    if (before == ' ') {
      return false;
    }
    if (before == JOINER && isPictograph(next)) {
      return true;
    }
    return extendsLeft(next) || (isRegional(next) && regionalsBefore(text, at) % 2 == 1);
  }

  /** Sets a cut before each emoji and what follows it, so that a row of them is not one word. */
  static void cutApart(String text, boolean[] cutBefore) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i)) && isPictograph(text.codePointAt(i))) {
        cutBefore[i] = true;
        if (i + 2 < cutBefore.length) {
          cutBefore[i + 2] = true;
        }
      }
    }
  }

  private static boolean extendsLeft(int c) {
    if (c == JOINER || (c >= 0x1F3FB && c <= 0x1F3FF)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> c >= 0xE0020 && c <= 0xE007F; // the tags of flags of regions
    };
  }

  /** The blocks that hold emoji; a joiner before anything else is an orthographic one. */
  private static boolean isPictograph(int c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static int regionalsBefore(String text, int at) {
    int count = 0;
    for (int i = at; i > 0 && isRegional(text.codePointBefore(i)); i -= 2) {
      count++;
    }
    return count;
  }
}
