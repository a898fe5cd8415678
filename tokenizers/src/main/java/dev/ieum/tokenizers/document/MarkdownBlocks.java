package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.document.InlineText.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown as blocks of text: paragraphs, headings, items of lists and cells of tables are
 * translated. Front matter, code, definitions of links and what draws the structure stay.
 */
final class MarkdownBlocks {
  private static final Pattern PREFIX =
      Pattern.compile(
          "((?:[ \\t]*+(?:>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]|$)))*+)[ \\t]*+"
              + "(?:\\[[ xX]\\](?=[ \\t])[ \\t]+|\\[\\^[^\\]\\s]+\\]:[ \\t]*)?+");

  private static final Pattern FENCE = Pattern.compile("(`{3,})[^`]*|(~{3,}).*", Pattern.DOTALL);
  private static final Pattern RULE =
      Pattern.compile(
          "[ \\t>]*(?:(?:-[ \\t]*+){3,}+|(?:\\*[ \\t]*+){3,}+|(?:_[ \\t]*+){3,}+|=+[ \\t]*|-+[ \\t]*)");
  private static final Pattern HEADING =
      Pattern.compile("(#{1,6}(?:[ \\t]+|$))(.*?)([ \\t]+#+[ \\t]*)?");
  private static final Pattern COLUMNS =
      Pattern.compile("[ \\t>]*\\|?[ \\t]*:?-+:?[ \\t]*(?:\\|[ \\t]*:?-+:?[ \\t]*)*+\\|?[ \\t]*");
  private static final Pattern DEFINITION = Pattern.compile(" {0,3}\\[(?!\\^)([^\\[\\]]+)\\]:.*");
  private static final Pattern TITLE = Pattern.compile("[ \\t]+(?:\".*\"|'.*'|\\(.*\\))[ \\t]*");
  private static final Pattern HTML =
      Pattern.compile(
          " {0,3}<(?:!|\\?|/?(address|article|aside|blockquote|body|center|details|dialog|dd|div|dl"
              + "|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|link"
              + "|main|menu|nav|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th"
              + "|thead|title|tr|ul|video|source|picture)(?=[\\s/>]|$)).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HARD_BREAK = Pattern.compile("(?:[ \\t]{2,}|\\\\)$");
  private static final Pattern RAW_HTML =
      Pattern.compile("(?i) *<(script|pre|style|textarea)\\b.*");
  private static final Pattern BLOCK_SIGN =
      Pattern.compile("(\\d{1,9})([.)](?:\\s.*|$))|((?:[-+*>]|#{1,6})(?:\\s.*|$))", Pattern.DOTALL);

  private final Lines lines;
  private final List<Segment> segments = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();
  private int at;
  private int listIndent;
  private boolean afterBlank = true;

  MarkdownBlocks(String content) {
    lines = Lines.of("", content);
    for (int i = 0; i < lines.size(); i++) {
      Matcher definition = DEFINITION.matcher(lines.text(i));
      if (definition.matches()) {
        labels.add(MarkdownInline.label(definition.group(1)));
      }
    }
  }

  List<Segment> segments() {
    frontMatter();
    while (at < lines.size()) {
      int before = at;
      boolean blank = lines.isBlank(at);
      block();
      if (before == at) {
        throw new IllegalStateException("line " + at + " is not read");
      }
      afterBlank = blank;
    }
    return segments.stream().map(MarkdownBlocks::guarded).toList();
  }

  private void keep() {
    segments.add(Segment.verbatim(lines.raw(at++)));
  }

  private void frontMatter() {
    String fence = lines.size() == 0 ? "" : lines.text(0).stripTrailing();
    if (!fence.equals("---") && !fence.equals("+++")) {
      return;
    }
    for (int end = 1; end < lines.size(); end++) {
      String text = lines.text(end).stripTrailing();
      if (text.equals(fence) || (fence.equals("---") && text.equals("..."))) {
        while (at <= end) {
          keep();
        }
        return;
      }
    }
  }

  private void block() {
    String text = lines.text(at);
    Matcher prefix = PREFIX.matcher(text);
    prefix.lookingAt();
    String body = text.substring(prefix.end());
    boolean marked = !prefix.group(1).isBlank();
    int indent = columns(text.substring(0, text.length() - text.stripLeading().length()));
    if (afterBlank && indent == 0 && !marked) {
      listIndent = 0;
    }
    if (lines.isBlank(at) || isRule(text)) {
      keep();
    } else if (afterBlank && indent >= listIndent + 4) {
      keepIndented();
    } else if (FENCE.matcher(body).matches()) {
      keepFence(body);
    } else if (HTML.matcher(text).matches()) {
      html(text);
    } else if (DEFINITION.matcher(text).matches()) {
      keep();
      if (at < lines.size() && TITLE.matcher(lines.text(at)).matches()) {
        keep();
      }
    } else if (body.indexOf('|') >= 0 && at + 1 < lines.size() && isColumns(lines.text(at + 1))) {
      table();
    } else {
      if (prefix.group(1).matches(".*(?:[-+*]|\\d[.)])")) {
        listIndent = columns(prefix.group(1)) + 1;
      }
      paragraph(prefix.end());
    }
  }

  private static boolean isRule(String text) {
    return RULE.matcher(text).matches();
  }

  private static boolean isColumns(String text) {
    return text.indexOf('|') >= 0 && COLUMNS.matcher(text).matches();
  }

  private static int columns(String space) {
    int columns = 0;
    for (int i = 0; i < space.length(); i++) {
      columns += space.charAt(i) == '\t' ? 4 - columns % 4 : 1;
    }
    return columns;
  }

  private void keepIndented() {
    while (at < lines.size()) {
      String text = lines.text(at);
      int indent = columns(text.substring(0, text.length() - text.stripLeading().length()));
      if (!lines.isBlank(at) && indent < listIndent + 4) {
        return;
      }
      keep();
    }
  }

  private void keepFence(String opening) {
    Matcher fence = FENCE.matcher(opening);
    fence.matches();
    String sign = fence.group(1) == null ? fence.group(2) : fence.group(1);
    Pattern end = Pattern.compile("[ \\t>]*" + Pattern.quote(sign) + "[`~]*[ \\t]*");
    keep();
    while (at < lines.size()) {
      boolean ends = end.matcher(lines.text(at)).matches();
      keep();
      if (ends) {
        return;
      }
    }
  }

  private void html(String text) {
    Matcher raw = RAW_HTML.matcher(text);
    String end =
        raw.matches() ? "</" + raw.group(1) : text.stripLeading().startsWith("<!--") ? "-->" : "";
    StringBuilder html = new StringBuilder();
    while (at < lines.size()) {
      if (end.isEmpty() && lines.isBlank(at)) {
        break;
      }
      String line = lines.raw(at++);
      html.append(line);
      if (!end.isEmpty() && line.toLowerCase(Locale.ROOT).contains(end.toLowerCase(Locale.ROOT))) {
        break;
      }
    }
    segments.addAll(new HtmlBlocks(html.toString()).segments());
  }

  private void table() {
    row();
    keep();
    while (at < lines.size() && !lines.isBlank(at) && lines.text(at).indexOf('|') >= 0) {
      row();
    }
  }

  private void row() {
    String raw = lines.raw(at);
    String text = lines.text(at);
    segments.add(Segment.verbatim(lines.mark(at++)));
    int begin = 0;
    boolean code = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '`') {
        code = !code && text.indexOf('`', i + 1) > 0;
      } else if (c == '|' && !code) {
        inline(text.substring(begin, i), List.of(), true);
        segments.add(Segment.verbatim("|"));
        begin = i + 1;
      }
    }
    inline(text.substring(begin), List.of(), true);
    segments.add(Segment.verbatim(Lines.end(raw)));
  }

  private void inline(String text, List<String> breaks, boolean cell) {
    List<Item> items = new MarkdownInline(text, breaks, labels).items();
    for (int begin = 0; begin < items.size(); begin += InlineText.MOST_MARKS) {
      InlineText.addTo(
          segments,
          items.subList(begin, Math.min(items.size(), begin + InlineText.MOST_MARKS)),
          words -> encode(words, cell));
    }
  }

  private void paragraph(int prefix) {
    String raw = lines.raw(at);
    String first = lines.text(at);
    segments.add(Segment.verbatim(lines.mark(at) + first.substring(0, prefix)));
    Matcher heading = HEADING.matcher(first.substring(prefix));
    if (heading.matches()) {
      segments.add(Segment.verbatim(heading.group(1)));
      inline(heading.group(2), List.of(), false);
      String closing = heading.group(3) == null ? "" : heading.group(3);
      segments.add(Segment.verbatim(closing + Lines.end(raw)));
      at++;
      return;
    }
    StringBuilder text = new StringBuilder(first.substring(prefix));
    List<String> breaks = new ArrayList<>();
    int quotes = quotes(first);
    at++;
    String end = Lines.end(raw);
    while (goesOn(quotes) && !HARD_BREAK.matcher(lines.text(at - 1)).find()) {
      String line = lines.text(at);
      int begin = line.length() - line.replaceFirst("^[ \\t>]+", "").length();
      breaks.add(end + line.substring(0, begin));
      text.append('\n').append(line, begin, line.length());
      end = Lines.end(lines.raw(at));
      at++;
    }
    String all = text.toString();
    int hard = all.length() - all.replaceFirst("(?:[ \\t]+|\\\\)$", "").length();
    inline(all.substring(0, all.length() - hard), breaks, false);
    segments.add(Segment.verbatim(all.substring(all.length() - hard) + end));
  }

  /** Whether the next line belongs to the same paragraph. */
  private boolean goesOn(int quotes) {
    if (at >= lines.size() || lines.isBlank(at)) {
      return false;
    }
    String text = lines.text(at);
    Matcher prefix = PREFIX.matcher(text);
    prefix.lookingAt();
    String body = text.substring(prefix.end());
    boolean item = !prefix.group(1).replaceAll("[ \\t>]", "").isEmpty();
    boolean block =
        isRule(text) || FENCE.matcher(body).matches() || HEADING.matcher(body).matches();
    return !item
        && !block
        && !body.isBlank()
        && quotes(text) <= quotes
        && !HTML.matcher(text).matches()
        && !DEFINITION.matcher(text).matches()
        && !isColumns(text)
        && (body.indexOf('|') < 0 || at + 1 >= lines.size() || !isColumns(lines.text(at + 1)));
  }

  private static int quotes(String text) {
    int quotes = 0;
    for (int i = 0; i < text.length() && " \t>".indexOf(text.charAt(i)) >= 0; i++) {
      quotes += text.charAt(i) == '>' ? 1 : 0;
    }
    return quotes;
  }

  /** Writes words so that no sign in them is a mark. */
  private static String encode(String words, boolean cell) {
    String encoded =
        words
            .replaceAll("[`*\\[\\]]|\\\\(?=\\p{Punct})", "\\\\$0")
            .replaceAll("<(?=[A-Za-z/!?])", "&lt;");
    return cell ? encoded.replace("|", "\\|") : encoded;
  }

  /** A translation that begins like a list or heading is none. */
  private static Segment guarded(Segment segment) {
    if (segment.texts().isEmpty()) {
      return segment;
    }
    return new Segment(
        segment.raw(),
        segment.texts(),
        translations -> {
          String written = String.join("", segment.writer().apply(translations));
          Matcher sign = BLOCK_SIGN.matcher(written);
          if (!sign.matches()) {
            return List.of(written);
          }
          return List.of(
              sign.group(1) == null ? "\\" + written : sign.group(1) + "\\" + sign.group(2));
        });
  }
}
