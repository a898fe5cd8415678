package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.document.HtmlScanner.Token;
import dev.ieum.tokenizers.document.HtmlScanner.TokenType;
import dev.ieum.tokenizers.document.InlineText.Item;
import dev.ieum.tokenizers.document.InlineText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * HTML as blocks of text: what stands between the tags of blocks is translated, tags inside a
 * sentence stay at their words. Attributes, comments, scripts, styles, code, form texts and what
 * {@code translate="no"} or the class {@code notranslate} excludes stay as they are.
 */
final class HtmlBlocks {
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em",
          "font", "i", "ins", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "small", "span",
          "strike", "strong", "sub", "sup", "time", "tt", "u", "label", "g", "x");

  /** Elements without an end tag, or whose text is none for readers, inside a sentence. */
  private static final Set<String> VOID_INLINE = Set.of("img", "wbr", "input", "embed");

  private static final Set<String> VOID =
      Set.of("area", "base", "br", "col", "hr", "link", "meta", "param", "source", "track");

  private static final Set<String> CODE_INLINE =
      Set.of("code", "kbd", "samp", "var", "math", "svg", "canvas", "object");

  private static final Set<String> CODE =
      Set.of(
          "script", "style", "pre", "textarea", "template", "xmp", "iframe", "noembed", "noframes");

  private final HtmlScanner scanner;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private int marks;

  HtmlBlocks(String html) {
    scanner = new HtmlScanner(html);
  }

  List<Segment> segments() {
    while (scanner.hasNext()) {
      add(scanner.next());
      if (marks >= InlineText.MOST_MARKS) {
        flush();
      }
    }
    flush();
    return segments;
  }

  private void add(Token token) {
    switch (token.type()) {
      case TEXT -> addText(items, token.raw());
      case OTHER -> addMark(Kind.POINT, "", token.raw());
      case OPEN -> open(token);
      case CLOSE -> {
        if (isInline(token.name())) {
          addMark(Kind.CLOSE, token.name(), token.raw());
        } else {
          addBlock(token.raw());
        }
      }
    }
  }

  private void open(Token token) {
    String name = token.name();
    boolean isVoid = token.selfClosed() || VOID.contains(name) || VOID_INLINE.contains(name);
    boolean inline = isInline(name) || VOID_INLINE.contains(name) || CODE_INLINE.contains(name);
    boolean kept = CODE.contains(name) || CODE_INLINE.contains(name) || token.untranslated();
    if (kept && !isVoid) {
      String raw = token.raw() + element(name);
      if (inline) {
        addMark(Kind.POINT, "", raw);
      } else {
        addBlock(raw);
      }
    } else if (!inline) {
      addBlock(token.raw());
    } else {
      addMark(isVoid ? Kind.POINT : Kind.OPEN, name, token.raw());
    }
  }

  /** Returns what follows a start tag up to its end tag; all if it has none. */
  private String element(String name) {
    StringBuilder raw = new StringBuilder();
    int depth = 1;
    while (depth > 0 && scanner.hasNext()) {
      Token token = scanner.next();
      if (token.name().equals(name) && !token.selfClosed()) {
        depth += token.type() == TokenType.OPEN ? 1 : -1;
      }
      raw.append(token.raw());
    }
    return raw.toString();
  }

  private static boolean isInline(String name) {
    return INLINE.contains(name) || name.indexOf('-') > 0;
  }

  private void addMark(Kind kind, String name, String raw) {
    marks++;
    items.add(Item.mark(kind, name, raw));
  }

  private void addBlock(String raw) {
    flush();
    segments.add(Segment.verbatim(raw));
  }

  private void flush() {
    InlineText.addTo(segments, items, CharacterReferences::encode);
    items.clear();
    marks = 0;
  }

  /** Adds a text, its references read; those that stand for no character are marks. */
  private void addText(List<Item> to, String raw) {
    Matcher reference = CharacterReferences.REFERENCE.matcher(raw);
    StringBuilder words = new StringBuilder();
    int begin = 0;
    int done = 0;
    while (reference.find()) {
      words.append(raw, done, reference.start());
      done = reference.end();
      String decoded = CharacterReferences.decode(reference.group()).orElse("");
      words.append(decoded);
      if (decoded.isEmpty()) {
        addWords(to, raw.substring(begin, reference.start()), words.toString());
        addMark(Kind.POINT, "", reference.group());
        begin = done;
        words.setLength(0);
      }
    }
    addWords(to, raw.substring(begin), words.append(raw, done, raw.length()).toString());
  }

  private static void addWords(List<Item> to, String raw, String words) {
    if (!raw.isEmpty()) {
      to.add(Item.words(raw, words));
    }
  }
}
