package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.List;

/**
 * A tokenizer whose tokens, concatenated, are the text.
 *
 * <p>The form of the tokens: a leading {@link Detokenizer#SPACE_MARK} stands for the space before a
 * token, and the first token of a text has one as well, so that a word looks the same everywhere. A
 * U+2581 of the text itself is written {@code U+241B _}, and a U+241B (the symbol for escape)
 * twice. Subword tokenizers define how they write characters that they do not know.
 *
 * <p>Implementations are safe to share between threads.
 */
public interface ReversibleTokenizer extends Tokenizer, Detokenizer {
  /** {@link Detokenizer#SPACE_MARK} as a string, for vocabularies. */
  String MARK = String.valueOf(SPACE_MARK);

  /** U+241B, before a mark or another of itself that the text holds. */
  char ESCAPE = '\u241B';

  /** Returns the token that stands for {@code literal}. */
  static String write(boolean spaceBefore, String literal) {
    if (literal.indexOf(SPACE_MARK) < 0 && literal.indexOf(ESCAPE) < 0) {
      return spaceBefore ? MARK.concat(literal) : literal;
    }
    String escaped =
        literal
            .replace(String.valueOf(ESCAPE), String.valueOf(ESCAPE) + ESCAPE)
            .replace(MARK, ESCAPE + "_");
    return spaceBefore ? MARK + escaped : escaped;
  }

  /** Whether a space stands before the token. */
  static boolean hasMark(String token) {
    return !token.isEmpty() && token.charAt(0) == SPACE_MARK;
  }

  /** Returns the characters that the token stands for, without its mark. */
  static String literal(String token) {
    String body = hasMark(token) ? token.substring(1) : token;
    return body.indexOf(ESCAPE) < 0 ? body : unescape(body, SPACE_MARK);
  }

  /**
   * {@inheritDoc}
   *
   * <p>What no text gives (two marks in a row, white space in a token) is brought into the standard
   * form of white space, so that one list of tokens is always one line.
   */
  @Override
  default String detokenize(List<String> tokens) {
    return WhiteSpace.collapse(unescape(String.join("", tokens), ' '));
  }

  private static String unescape(String text, char mark) {
    StringBuilder unescaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == ESCAPE && (next == ESCAPE || next == '_')) {
        unescaped.append(next == ESCAPE ? ESCAPE : SPACE_MARK);
        i++;
      } else {
        unescaped.append(c == SPACE_MARK ? mark : c);
      }
    }
    return unescaped.toString();
  }
}
