package dev.ieum.tokenizers.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of GNU gettext. A message whose {@code msgstr} is empty gets the translation of its
 * {@code msgid}, of its {@code msgid_plural} for the plural forms; what people have translated
 * stays, and so does a message that is its own translation, which programs show as {@code msgid}
 * anyway.
 */
final class MessageCatalog {
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*");

  private static final Pattern KEYWORD =
      Pattern.compile("\\s*(msgctxt|msgid|msgid_plural|msgstr|msgstr\\[\\d+\\])\\s*(?=\")");

  private static final String REMEDY = "check it with msgfmt -c";

  private final Lines lines;
  private final List<Segment> segments = new ArrayList<>();
  private int at;
  private String last = ""; // the keyword before
  private String id = "";
  private String plural = "";

  /** A message's string: its lines in the file, and what they say. */
  private record Value(String keyword, String head, String raw, String text) {}

  MessageCatalog(String name, String content) {
    lines = Lines.of(name, content);
  }

  List<Segment> segments() {
    while (at < lines.size()) {
      String text = lines.text(at).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        segments.add(Segment.verbatim(lines.raw(at++)));
      } else {
        add(value());
      }
    }
    if (!last.isEmpty() && !last.startsWith("msgstr")) {
      throw lines.error(at - 1, "msgstr after " + last, "the end of the file", REMEDY);
    }
    return segments;
  }

  private Value value() {
    int line = at;
    String first = lines.text(at);
    String mark = lines.mark(at);
    Matcher keyword = KEYWORD.matcher(first);
    if (!keyword.lookingAt()) {
      throw lines.error(at, "msgid, msgstr or a comment", "'" + first.strip() + "'", REMEDY);
    }
    requireOrder(keyword.group(1), line);
    StringBuilder raw = new StringBuilder();
    StringBuilder text = new StringBuilder(string(first.substring(keyword.end())));
    raw.append(lines.raw(at++).substring(mark.length() + keyword.end()));
    while (at < lines.size() && lines.text(at).stripLeading().startsWith("\"")) {
      text.append(string(lines.text(at).stripLeading()));
      raw.append(lines.raw(at++));
    }
    return new Value(
        keyword.group(1), mark + keyword.group(), raw.toString(), unescaped(text.toString(), line));
  }

  private void requireOrder(String keyword, int line) {
    boolean fits =
        switch (keyword) {
          case "msgctxt" -> last.isEmpty() || last.startsWith("msgstr");
          case "msgid" -> last.isEmpty() || last.equals("msgctxt") || last.startsWith("msgstr");
          case "msgid_plural", "msgstr" -> last.equals("msgid");
          default -> last.equals("msgid_plural") || last.startsWith("msgstr[");
        };
    if (!fits) {
      throw lines.error(
          line,
          last.isEmpty() || last.startsWith("msgstr") ? "msgid" : "msgstr after " + last,
          keyword,
          REMEDY);
    }
    last = keyword;
  }

  private String string(String quoted) {
    Matcher string = STRING.matcher(quoted);
    if (!string.matches()) {
      throw lines.error(at, "a text in quotes", quoted.strip(), "close its quotes; " + REMEDY);
    }
    return string.group(1);
  }

  private void add(Value value) {
    switch (value.keyword) {
      case "msgctxt" -> {}
      case "msgid" -> {
        id = value.text;
        plural = "";
      }
      case "msgid_plural" -> plural = value.text;
      default -> {
        if (value.text.isEmpty() && !id.isEmpty()) {
          addEmpty(value);
          return;
        }
      }
    }
    segments.add(Segment.verbatim(value.head + value.raw));
  }

  /** A language with one form has only {@code msgstr[0]}, for any number. */
  private boolean isPlural(String keyword) {
    boolean only = at >= lines.size() || !lines.text(at).stripLeading().startsWith("msgstr[");
    return !plural.isEmpty() && (!keyword.equals("msgstr[0]") || only);
  }

  private void addEmpty(Value value) {
    String source = isPlural(value.keyword) ? plural : id;
    List<String> parts = Arrays.asList(source.split("\n", -1));
    List<String> texts =
        parts.stream().filter(MessageCatalog::hasWords).map(String::strip).toList();
    int quotes = value.raw.lastIndexOf('"') + 1;
    String end = Lines.end(value.raw).isEmpty() ? "\n" : Lines.end(value.raw);
    segments.add(Segment.verbatim(value.head));
    segments.add(
        new Segment(
            value.raw.substring(0, quotes),
            texts,
            translations -> List.of(written(parts, translations, end))));
    segments.add(Segment.verbatim(value.raw.substring(quotes)));
  }

  private static boolean hasWords(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  private static String written(List<String> parts, List<String> translations, String end) {
    List<String> written = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      String text = part;
      if (hasWords(part)) {
        int begin = part.indexOf(part.strip());
        text =
            part.substring(0, begin)
                + translations.get(next++)
                + part.substring(begin + part.strip().length());
      }
      boolean more = i + 1 < parts.size();
      if (more || !text.isEmpty()) {
        written.add("\"" + escaped(text) + (more ? "\\n" : "") + "\"");
      }
    }
    return written.size() == 1 ? written.get(0) : "\"\"" + end + String.join(end, written);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\t", "\\t")
        .replace("\r", "\\r");
  }

  private String unescaped(String text, int line) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      plain.append(
          switch (escape) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '"', '\\' -> String.valueOf(escape);
            case 'a', 'b', 'f', 'v' -> " ";
            default ->
                throw lines.error(line, "an escape such as \\n or \\\"", "\\" + escape, REMEDY);
          });
    }
    return plain.toString();
  }
}
