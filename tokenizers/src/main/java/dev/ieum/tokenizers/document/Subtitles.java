package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.document.InlineText.Item;
import dev.ieum.tokenizers.document.InlineText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subtitles of SubRip and WebVTT. Lines of a subtitle are translated together and broken into as
 * many lines, unless each has a speaker of its own, which a dash says.
 */
final class Subtitles {
  private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,9}\\s*");

  private static final Pattern SRT_TIMES =
      Pattern.compile(
          "\\s*\\d{1,3}:\\d{1,2}:\\d{1,2}[,.]\\d{1,3}\\s*-->\\s*\\d{1,3}:\\d{1,2}:\\d{1,2}[,.]\\d{1,3}.*");

  private static final Pattern VTT_TIMES =
      Pattern.compile(
          "\\s*(?:\\d{2,}:)?\\d{2}:\\d{2}\\.\\d{3}\\s+-->\\s+(?:\\d{2,}:)?\\d{2}:\\d{2}\\.\\d{3}(?:\\s.*)?");

  private static final Pattern MARK =
      Pattern.compile("<(/?)([A-Za-z]*)[^<>\\n]{0,300}>|\\{[\\\\A-Za-z][^{}\\n]{0,200}\\}");

  private static final Pattern SPEAKER = Pattern.compile("\\s*(?:<[^<>]*>)?\\s*[-–—]\\s*\\S.*");
  private static final Pattern DASH = Pattern.compile("\\s*[-–—]\\s*");
  private static final Pattern VERBATIM_BLOCK = Pattern.compile("(?:NOTE|STYLE|REGION)(?:\\s.*)?");

  private final Lines lines;
  private final boolean web;
  private final List<Segment> segments = new ArrayList<>();
  private final UnaryOperator<String> encode;
  private int at;

  Subtitles(String name, String content, boolean web) {
    lines = Lines.of(name, content);
    this.web = web;
    encode = web ? CharacterReferences::encode : UnaryOperator.identity();
  }

  List<Segment> segments() {
    if (web) {
      header();
    }
    while (at < lines.size()) {
      if (lines.isBlank(at)) {
        keep();
      } else if (web && VERBATIM_BLOCK.matcher(lines.text(at)).matches()) {
        keepBlock();
      } else {
        times();
        text();
      }
    }
    return segments;
  }

  private void header() {
    if (lines.size() == 0 || !lines.text(0).matches("WEBVTT(?:[ \\t].*)?")) {
      throw lines.error(
          0,
          "WEBVTT",
          shown(0),
          "write WEBVTT on the first line, or name the file .srt if it is that");
    }
    keepBlock();
  }

  private void keep() {
    segments.add(Segment.verbatim(lines.raw(at++)));
  }

  private void keepBlock() {
    while (at < lines.size() && !lines.isBlank(at)) {
      keep();
    }
  }

  private String shown(int line) {
    return line < lines.size() ? "'" + lines.text(line).strip() + "'" : "the end of the file";
  }

  private void times() {
    Pattern times = web ? VTT_TIMES : SRT_TIMES;
    if (!web && !NUMBER.matcher(lines.text(at)).matches()) {
      throw lines.error(
          at,
          "the number of a subtitle",
          shown(at),
          "number each subtitle, and leave an empty line before the number alone");
    }
    if (!web || !times.matcher(lines.text(at)).matches()) {
      keep();
    }
    if (at >= lines.size() || !times.matcher(lines.text(at)).matches()) {
      throw lines.error(
          at,
          web
              ? "times such as 00:01.000 --> 00:02.500"
              : "times such as 00:00:01,000 --> 00:00:02,500",
          shown(at),
          "write the times of the subtitle there");
    }
    keep();
  }

  private void text() {
    List<Item> items = new ArrayList<>();
    while (at < lines.size() && !lines.isBlank(at)) {
      String text = lines.text(at);
      String raw = lines.raw(at);
      boolean more = at + 1 < lines.size() && !lines.isBlank(at + 1);
      boolean apart = more && SPEAKER.matcher(lines.text(at + 1)).matches();
      addLine(items, text);
      String end = Lines.end(raw);
      at++;
      if (more && !apart) {
        items.add(Item.mark(Kind.BREAK, "", end));
      } else {
        InlineText.addTo(segments, items, encode);
        items.clear();
        segments.add(Segment.verbatim(end));
      }
    }
  }

  private void addLine(List<Item> items, String text) {
    Matcher speaker = DASH.matcher(text);
    int done = 0;
    if (speaker.lookingAt()) {
      items.add(Item.mark(Kind.POINT, "", speaker.group()));
      done = speaker.end();
    }
    Matcher mark = MARK.matcher(text);
    while (mark.find(done)) {
      addWords(items, text.substring(done, mark.start()));
      String raw = mark.group();
      String name = mark.group(2) == null ? "" : mark.group(2);
      Kind kind = name.isEmpty() ? Kind.POINT : mark.group(1).isEmpty() ? Kind.OPEN : Kind.CLOSE;
      items.add(Item.mark(kind, name, raw));
      done = mark.end();
    }
    addWords(items, text.substring(done));
  }

  private void addWords(List<Item> items, String raw) {
    if (!web) {
      if (!raw.isEmpty()) {
        items.add(Item.words(raw, raw));
      }
      return;
    }
    Matcher reference = CharacterReferences.REFERENCE.matcher(raw);
    StringBuilder words = new StringBuilder();
    while (reference.find()) {
      reference.appendReplacement(
          words,
          Matcher.quoteReplacement(
              CharacterReferences.decode(reference.group()).orElse(reference.group())));
    }
    reference.appendTail(words);
    if (!raw.isEmpty()) {
      items.add(Item.words(raw, words.toString()));
    }
  }
}
