package dev.ieum.tokenizers.document;

import java.util.Locale;
import java.util.Set;

/**
 * Splits HTML into tags, comments and text as browsers do (WHATWG HTML, 13.2.5), without changing a
 * character. Takes time in proportion to the length, whatever is in it. Not thread-safe.
 */
final class HtmlScanner {
  /** Elements whose text is no HTML up to their end tag. */
  private static final Set<String> RAW =
      Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

  private final String html;
  private int at;
  private String rawName = ""; // of the element whose raw text comes next

  /** What a token is. */
  enum TokenType {
    TEXT,
    OPEN,
    CLOSE,
    /** A comment, a declaration, or what is left of a tag that never ends. */
    OTHER
  }

  /**
   * A token.
   *
   * @param name of a tag, in lower case
   * @param untranslated whether the tag says that its element is not to be translated
   * @param selfClosed whether the tag ends in {@code />}
   */
  record Token(TokenType type, String raw, String name, boolean untranslated, boolean selfClosed) {
    static Token of(TokenType type, String raw) {
      return new Token(type, raw, "", false, false);
    }
  }

  HtmlScanner(String html) {
    this.html = html;
  }

  boolean hasNext() {
    return at < html.length();
  }

  Token next() {
    int begin = at;
    if (!rawName.isEmpty()) {
      at = rawEnd(rawName);
      rawName = "";
      if (at > begin) {
        return Token.of(TokenType.TEXT, html.substring(begin, at));
      }
    }
    if (isMarkup(at)) {
      return markup();
    }
    at++;
    while (at < html.length() && !(html.charAt(at) == '<' && isMarkup(at))) {
      at++;
    }
    return Token.of(TokenType.TEXT, html.substring(begin, at));
  }

  private boolean isMarkup(int offset) {
    if (html.charAt(offset) != '<' || offset + 1 >= html.length()) {
      return false;
    }
    char c = html.charAt(offset + 1);
    return c == '!' || c == '?' || isLetter(c) || (c == '/' && offset + 2 < html.length());
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private Token markup() {
    int begin = at;
    boolean closes = html.charAt(at + 1) == '/';
    int nameBegin = at + (closes ? 2 : 1);
    if (html.startsWith("<!--", at)) {
      at = after("-->", at + 2);
      return Token.of(TokenType.OTHER, html.substring(begin, at));
    }
    if (html.startsWith("<![CDATA[", at)) {
      at = after("]]>", at);
      return Token.of(TokenType.OTHER, html.substring(begin, at));
    }
    if (!isLetter(html.charAt(nameBegin))) {
      at = after(">", at);
      return Token.of(TokenType.OTHER, html.substring(begin, at));
    }
    at = nameBegin;
    while (at < html.length() && !isSpace(html.charAt(at)) && "/>".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    String name = html.substring(nameBegin, at).toLowerCase(Locale.ROOT);
    boolean untranslated = attributes();
    String raw = html.substring(begin, at);
    if (!raw.endsWith(">")) {
      return Token.of(TokenType.OTHER, raw);
    }
    boolean selfClosed = raw.endsWith("/>");
    if (!closes && !selfClosed && RAW.contains(name)) {
      rawName = name;
    }
    return new Token(
        closes ? TokenType.CLOSE : TokenType.OPEN, raw, name, untranslated, selfClosed);
  }

  /** Goes behind the end of a tag, and says whether its element is not to be translated. */
  private boolean attributes() {
    boolean untranslated = false;
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '>') {
        at++;
        return untranslated;
      }
      if (isSpace(c) || c == '/') {
        at++;
        continue;
      }
      int begin = at++;
      while (at < html.length()
          && !isSpace(html.charAt(at))
          && "/>=".indexOf(html.charAt(at)) < 0) {
        at++;
      }
      String name = html.substring(begin, at).toLowerCase(Locale.ROOT);
      String value = value();
      untranslated |=
          (name.equals("translate") && value.strip().equalsIgnoreCase("no"))
              || (name.equals("class") && (" " + value + " ").contains(" notranslate "));
    }
    return untranslated;
  }

  private String value() {
    int equals = skipSpace(at);
    if (equals >= html.length() || html.charAt(equals) != '=') {
      return "";
    }
    at = skipSpace(equals + 1);
    if (at >= html.length()) {
      return "";
    }
    int begin = at;
    char quote = html.charAt(at);
    if (quote == '"' || quote == '\'') {
      int end = html.indexOf(quote, begin + 1);
      at = end < 0 ? html.length() : end + 1;
      return html.substring(begin + 1, end < 0 ? at : end);
    }
    while (at < html.length() && !isSpace(html.charAt(at)) && html.charAt(at) != '>') {
      at++;
    }
    return html.substring(begin, at);
  }

  private int skipSpace(int offset) {
    int end = offset;
    while (end < html.length() && isSpace(html.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private int after(String end, int from) {
    int found = html.indexOf(end, from);
    return found < 0 ? html.length() : found + end.length();
  }

  private int rawEnd(String name) {
    int from = at;
    while (true) {
      int found = html.indexOf("</", from);
      if (found < 0) {
        return html.length();
      }
      int end = found + 2 + name.length();
      boolean ends =
          html.regionMatches(true, found + 2, name, 0, name.length())
              && (end >= html.length()
                  || isSpace(html.charAt(end))
                  || "/>".indexOf(html.charAt(end)) >= 0);
      if (ends) {
        return found;
      }
      from = found + 2;
    }
  }
}
