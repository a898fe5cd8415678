package dev.ieum.tokenizers.text;

/**
 * What a reader takes for one sign although it is several code points: a letter with its marks, an
 * emoji with its colour, a flag, a family joined by U+200D.
 *
 * <p>A part of the extended grapheme clusters of Unicode Standard Annex 29: rules GB9, GB9a, GB11
 * and GB12, without the Hangul rules, which NFC leaves nothing to do.
 */
public final class Graphemes {
  private static final int JOINER = 0x200D;

  private Graphemes() {}

  /** Returns the end of the sign that begins at {@code begin}. */
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

  /** Whether what stands at {@code at} belongs to the sign before it; flags are left aside. */
  public static boolean joins(String text, int at) {
    char first = text.charAt(at);
    // Nearly every place is decided here.
    if (first < 0x300 || Hangul.isSyllable(first)) {
      return false;
    }
    int next = text.codePointAt(at);
    return extendsLeft(next) || (text.charAt(at - 1) == JOINER && isPictograph(next));
  }

  /** Takes back the cuts inside signs. */
  public static void unite(String text, boolean[] cutBefore) {
    int begin = 0;
    while (begin < cutBefore.length) {
      int end = end(text, begin);
      for (int i = begin + 1; i < end; i++) {
        cutBefore[i] = false;
      }
      begin = end;
    }
  }

  /** Sets a cut around each emoji, so that a row of them is not one word. */
  public static void cutApart(String text, boolean[] cutBefore) {
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

  /** Whether {@code at} lies between the two chars of a surrogate pair. */
  public static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  /** The blocks that hold emoji; a joiner before anything else is an orthographic one. */
  public static boolean isPictograph(int c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}
