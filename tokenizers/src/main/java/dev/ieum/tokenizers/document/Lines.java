package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.TokenizerException;
import java.util.ArrayList;
import java.util.List;

/** The lines of a document, each with its end, and what is wrong with them. Immutable. */
record Lines(String name, List<String> all) {

  /** Splits after line feeds and carriage returns; a byte order mark belongs to the first line. */
  static Lines of(String name, String content) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean pair = c == '\r' && i + 1 < content.length() && content.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        lines.add(content.substring(begin, i + 1));
        begin = i + 1;
      }
    }
    if (begin < content.length()) {
      lines.add(content.substring(begin));
    }
    return new Lines(name, lines);
  }

  int size() {
    return all.size();
  }

  String raw(int line) {
    return all.get(line);
  }

  /** Returns a line without its end, and without the byte order mark. */
  String text(int line) {
    String raw = raw(line);
    return raw.substring(mark(line).length(), raw.length() - end(raw).length());
  }

  /** Returns the byte order mark where a line begins with it. */
  String mark(int line) {
    return line == 0 && raw(line).startsWith("\uFEFF") ? "\uFEFF" : "";
  }

  static String end(String raw) {
    return raw.endsWith("\r\n")
        ? "\r\n"
        : raw.endsWith("\n") ? "\n" : raw.endsWith("\r") ? "\r" : "";
  }

  boolean isBlank(int line) {
    return text(line).isBlank();
  }

  /** Returns an error about a line, counted from 0. */
  TokenizerException error(int line, String expected, String found, String remedy) {
    String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new TokenizerException(
        "%s:%d: expected %s, found %s; %s".formatted(name, line + 1, expected, shown, remedy));
  }
}
