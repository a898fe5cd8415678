package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.document.InlineText.Item;
import dev.ieum.tokenizers.document.InlineText.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks inside a paragraph of Markdown: code, links and images, emphasis, HTML. Used once.
 *
 * <p>Differs from CommonMark where a reader would hardly notice: emphasis needs the same run of
 * signs at both ends, or runs that end together.
 */
final class MarkdownInline {
  private static final Pattern ATOM =
      Pattern.compile(
          "\\\\\\p{Punct}|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]{0,2000}+>|<[^\\s<>@]{1,100}@[^\\s<>@]{1,100}>"
              + "|<!--(?:(?!-->).){0,2000}+-->|"
              + CharacterReferences.REFERENCE
              + "|\\[\\^[^\\]\\s]{1,200}\\]",
          Pattern.DOTALL);

  private static final Pattern TAG =
      Pattern.compile(
          "<(/?)([A-Za-z][A-Za-z0-9:-]{0,80}+)(?:\\s(?:[^<>\"']|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,500}+)?(/?)>");

  private static final Pattern TARGET =
      Pattern.compile(
          "\\]\\((?:[^()\"'\\\\]|\\\\.|\\([^()]{0,500}\\)|\"[^\"]{0,1000}\"|'[^']{0,1000}'|['\"]){0,3000}+\\)");

  private static final Pattern LABEL = Pattern.compile("\\]\\[([^\\[\\]]{0,300})\\]");

  private final String text;
  private final List<String> breaks; // what each line feed of the text is in the document
  private final Set<String> labels;
  private final List<Item> items = new ArrayList<>();
  private final int[] atoms; // the end of what begins there and is no words, or 0
  private final String[] names; // of an HTML tag there
  private final int[] closing; // for the bracket of a link where its own end begins, or 0
  private final int[] targets; // for that end its own end, or 0
  private final Deque<String> emphasis = new ArrayDeque<>();
  private final StringBuilder words = new StringBuilder();
  private int nextBreak;

  /**
   * Prepares a paragraph.
   *
   * @param text with a line feed between lines
   * @param breaks what each line feed stands for
   * @param labels of the document's links, in lower case
   */
  MarkdownInline(String text, List<String> breaks, Set<String> labels) {
    this.text = text;
    this.breaks = breaks;
    this.labels = labels;
    atoms = new int[text.length()];
    names = new String[text.length()];
    closing = new int[text.length()];
    targets = new int[text.length()];
  }

  List<Item> items() {
    findAtoms();
    findLinks();
    int at = 0;
    while (at < text.length()) {
      at = next(at);
    }
    flush();
    return items;
  }

  private void findAtoms() {
    Set<Integer> missing = new HashSet<>(); // lengths of runs of backquotes that nothing ends
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '`') {
        int run = run(at);
        int close = missing.contains(run) ? -1 : closingRun(at + run, run);
        if (close < 0) {
          missing.add(run);
          end = at + run;
        } else {
          end = close + run;
          atoms[at] = end;
        }
      } else if (c == '\\' || c == '<' || c == '&' || c == '[') {
        end = atom(at);
      }
      at = end;
    }
  }

  private int atom(int at) {
    Matcher atom = ATOM.matcher(text).region(at, text.length());
    if (atom.lookingAt()) {
      atoms[at] = atom.end();
      return atom.end();
    }
    Matcher tag = TAG.matcher(text).region(at, text.length());
    if (tag.lookingAt()) {
      atoms[at] = tag.end();
      String sign = tag.group(3).isEmpty() ? tag.group(1) : "/>";
      names[at] = sign + tag.group(2).toLowerCase(Locale.ROOT);
      return tag.end();
    }
    return at + 1;
  }

  private int run(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == text.charAt(at)) {
      end++;
    }
    return end - at;
  }

  private int closingRun(int from, int length) {
    int at = text.indexOf('`', from);
    while (at >= 0) {
      int run = run(at);
      if (run == length) {
        return at;
      }
      at = text.indexOf('`', at + run);
    }
    return -1;
  }

  private void findLinks() {
    Deque<Integer> open = new ArrayDeque<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (atoms[at] > 0) {
        at = atoms[at];
      } else if (c == '[') {
        open.push(at++);
      } else if (c == ']' && !open.isEmpty()) {
        at = link(open.pop(), at);
      } else {
        at++;
      }
    }
  }

  /** Remembers the link of a pair of brackets, if it is one; returns where to go on. */
  private int link(int begin, int end) {
    Matcher target = TARGET.matcher(text).region(end, text.length());
    Matcher label = LABEL.matcher(text).region(end, text.length());
    String own = label(text.substring(begin + 1, end));
    if (target.lookingAt()) {
      return link(begin, end, target.end());
    }
    if (label.lookingAt() && labels.contains(label(label.group(1)))) {
      return link(begin, end, label.end());
    }
    if (labels.contains(own)) { // its text is its label
      int last = label.lookingAt() && label.group(1).isEmpty() ? label.end() : end + 1;
      atoms[begin] = last;
      return last;
    }
    return end + 1;
  }

  private int link(int begin, int end, int last) {
    closing[begin] = end;
    targets[end] = last;
    return last;
  }

  /** Returns a label as CommonMark compares them. */
  static String label(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (atoms[at] > 0) {
      if (names[at] == null) {
        mark(Kind.POINT, "", at, atoms[at]);
      } else {
        boolean point = names[at].startsWith("/>");
        boolean closes = names[at].startsWith("/");
        mark(
            point ? Kind.POINT : closes ? Kind.CLOSE : Kind.OPEN,
            "<" + names[at].substring(closes && !point ? 1 : 0),
            at,
            atoms[at]);
      }
      return atoms[at];
    }
    if (c == '\n') {
      flush();
      items.add(Item.mark(Kind.BREAK, "", breaks.get(nextBreak++)));
      return at + 1;
    }
    boolean image = c == '!' && at + 1 < text.length() && closing[at + 1] > 0;
    if (image || closing[at] > 0) {
      int end = at + (image ? 2 : 1);
      mark(Kind.OPEN, "[", at, end);
      return end;
    }
    if (targets[at] > 0) {
      mark(Kind.CLOSE, "[", at, targets[at]);
      return targets[at];
    }
    if (c == '*' || c == '_' || (c == '~' && text.startsWith("~~", at))) {
      return emphasis(at);
    }
    words.append(c);
    return at + 1;
  }

  private int emphasis(int at) {
    int end = at + run(at);
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char after = end == text.length() ? ' ' : text.charAt(end);
    boolean left = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
    boolean right = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
    boolean low = text.charAt(at) == '_';
    boolean opens = left && (!low || !right || isSign(before));
    boolean closes = right && (!low || !left || isSign(after));
    int from = at;
    while (closes && from < end && isOpen(text.charAt(at), end - from)) {
      String run = emphasis.pop();
      if (run.charAt(0) == text.charAt(at)) { // others end unfinished
        mark(Kind.CLOSE, run, from, from + run.length());
        from += run.length();
      }
    }
    if (from < end && opens) {
      String run = text.substring(from, end);
      emphasis.push(run);
      mark(Kind.OPEN, run, from, end);
    } else {
      words.append(text, from, end);
    }
    return end;
  }

  /** Whether the last open run of a sign is not longer than what may end it. */
  private boolean isOpen(char sign, int length) {
    for (String run : emphasis) {
      if (run.charAt(0) == sign) {
        return run.length() <= length;
      }
    }
    return false;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u00A0';
  }

  private static boolean isSign(char c) {
    return !Character.isLetterOrDigit(c) && !isSpace(c) && !Character.isSurrogate(c);
  }

  private void mark(Kind kind, String name, int begin, int end) {
    flush();
    StringBuilder raw = new StringBuilder();
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      raw.append(c == '\n' ? breaks.get(nextBreak++) : String.valueOf(c));
    }
    items.add(Item.mark(kind, name, raw.toString()));
  }

  private void flush() {
    if (!words.isEmpty()) {
      items.add(Item.words(words.toString(), words.toString()));
      words.setLength(0);
    }
  }
}
