package dev.ieum.tokenizers.text;

/**
 * Unicode's {@code White_Space} property (PropList.txt).
 *
 * <p>Written out, because {@link Character#isWhitespace} leaves out the no-break spaces and takes
 * in U+001C to U+001F, which are no white space to Unicode.
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  public static boolean is(int c) {
    if (c <= 0x20) {
      return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    }
    return c >= 0x85
        && (c == 0x85
            || c == 0xA0
            || c == 0x1680
            || (c >= 0x2000 && c <= 0x200A)
            || c == 0x2028
            || c == 0x2029
            || c == 0x202F
            || c == 0x205F
            || c == 0x3000);
  }

  /** Makes every run of white space one U+0020 and leaves none at the ends. */
  public static String collapse(CharSequence text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (is(c)) {
        pending = true;
        continue;
      }
      if (pending && !collapsed.isEmpty()) {
        collapsed.append(' ');
      }
      pending = false;
      collapsed.append(c);
    }
    return collapsed.toString();
  }
}
