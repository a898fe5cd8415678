package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.List;

/** The written form of reversible tokens; see {@link ReversibleTokenizer}. */
public final class TokenForm {
  /** As a string, for vocabularies. */
  public static final String MARK = String.valueOf(Detokenizer.SPACE_MARK);

  private static final char ESCAPE = '\u241B';
  private static final char ESCAPED_MARK = '_';

  private TokenForm() {}

  /** Writes a token that stands for {@code literal}. */
  public static String write(boolean spaceBefore, String literal) {
    boolean plain = literal.indexOf(Detokenizer.SPACE_MARK) < 0 && literal.indexOf(ESCAPE) < 0;
    if (plain) {
      return spaceBefore ? MARK.concat(literal) : literal;
    }
    StringBuilder token = new StringBuilder(literal.length() + 4);
    if (spaceBefore) {
      token.append(Detokenizer.SPACE_MARK);
    }
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      switch (c) {
        case Detokenizer.SPACE_MARK -> token.append(ESCAPE).append(ESCAPED_MARK);
        case ESCAPE -> token.append(ESCAPE).append(ESCAPE);
        default -> token.append(c);
      }
    }
    return token.toString();
  }

  /** Whether a space stands before the token. */
  public static boolean hasMark(String token) {
    return !token.isEmpty() && token.charAt(0) == Detokenizer.SPACE_MARK;
  }

  /** Returns the characters that the token stands for, without its mark. */
  public static String literal(String token) {
    String body = hasMark(token) ? token.substring(1) : token;
    return body.indexOf(ESCAPE) < 0 ? body : unescape(body, Detokenizer.SPACE_MARK);
  }

  /** Returns the text that the tokens spell. */
  static String join(List<String> tokens) {
    return WhiteSpace.collapse(unescape(String.join("", tokens), ' '));
  }

  private static String unescape(String text, char mark) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == ESCAPE && (next == ESCAPE || next == ESCAPED_MARK)) {
        plain.append(next == ESCAPE ? ESCAPE : Detokenizer.SPACE_MARK);
        i++;
      } else {
        plain.append(c == Detokenizer.SPACE_MARK ? mark : c);
      }
    }
    return plain.toString();
  }
}
