package dev.ieum.tokenizers;

import java.util.Objects;

/**
 * One token and the characters of the original text that it stands for. Immutable.
 *
 * @param text the token as a vocabulary knows it; reversible tokenizers mark a preceding space with
 *     a leading {@link Detokenizer#SPACE_MARK}
 * @param begin UTF-16 offset of the first character in the original text
 * @param end UTF-16 offset after the last character in the original text
 */
public record Token(String text, int begin, int end) {
  public Token {
    Objects.requireNonNull(text, "text");
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "offsets = [%s, %s); allowed: 0 <= begin <= end".formatted(begin, end));
    }
  }
}
