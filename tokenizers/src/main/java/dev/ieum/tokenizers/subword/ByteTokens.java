package dev.ieum.tokenizers.subword;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The 256 tokens {@code <0x00>} to {@code <0xFF>}, which spell any character. Stateless.
 *
 * <p>Characters are encoded in generalized UTF-8 (WTF-8, Simon Sapin), which like Java's strings
 * includes lone surrogates, so every string can be spelled.
 */
final class ByteTokens {
  private static final List<String> TOKENS = tokens();
  private static final int NONE = -1;
  private static final Map<String, Integer> VALUES =
      IntStream.range(0, 256).boxed().collect(Collectors.toMap(TOKENS::get, value -> value));

  private ByteTokens() {}

  private static List<String> tokens() {
    return IntStream.range(0, 256).mapToObj("<0x%02X>"::formatted).toList();
  }

  /** All tokens, in the order of their values. */
  static List<String> all() {
    return TOKENS;
  }

  /** Returns the value of a byte token, or -1 for any other. */
  static int value(String token) {
    return VALUES.getOrDefault(token, NONE);
  }

  /** Returns the tokens that spell the code point {@code c}, including a lone surrogate. */
  static List<String> spell(int c) {
    if (c < 0x80) {
      return List.of(TOKENS.get(c));
    }
    if (c < 0x800) {
      return List.of(TOKENS.get(0xC0 | c >> 6), tail(c));
    }
    if (c < 0x10000) {
      return List.of(TOKENS.get(0xE0 | c >> 12), tail(c >> 6), tail(c));
    }
    return List.of(TOKENS.get(0xF0 | c >> 18), tail(c >> 12), tail(c >> 6), tail(c));
  }

  private static String tail(int bits) {
    return TOKENS.get(0x80 | (bits & 0x3F));
  }

  /**
   * Appends the characters that {@code bytes} spell; each maximal subpart of an ill-formed sequence
   * gives one U+FFFD (the practice recommended by the Unicode Standard, section 3.9).
   */
  static void decode(int[] bytes, int length, StringBuilder text) {
    int at = 0;
    while (at < length) {
      int first = bytes[at];
      int tails = first < 0x80 ? 0 : first < 0xC2 ? NONE : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      if (first > 0xF4) {
        tails = NONE;
      }
      int c = tails <= 0 ? first : first & (0x3F >> tails);
      int read = 1;
      while (read <= tails && at + read < length && isTail(first, read, bytes[at + read])) {
        c = c << 6 | (bytes[at + read] & 0x3F);
        read++;
      }
      text.appendCodePoint(read == tails + 1 ? c : 0xFFFD);
      at += Math.max(read, 1);
    }
  }

  /** Rejects overlong forms and values beyond U+10FFFF; accepts lone surrogates. */
  private static boolean isTail(int first, int position, int value) {
    int low = 0x80;
    int high = 0xBF;
    if (position == 1) {
      low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
      high = first == 0xF4 ? 0x8F : high;
    }
    return value >= low && value <= high;
  }
}
