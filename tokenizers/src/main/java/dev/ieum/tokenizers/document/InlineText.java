package dev.ieum.tokenizers.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words and the marks between them. Marks become numbered tags in the text for a translator, which
 * knows such tags, and come back from the numbers. Immutable.
 */
final class InlineText {
  /** A tag's number has three digits at most; see {@link dev.ieum.tokenizers.entity.Markup}. */
  static final int MOST_MARKS = 300;

  private static final int DEEPEST = 90;
  private static final Pattern NUMBERED = Pattern.compile("<(/?)(\\d{1,6})(/?)>");

  private final List<Item> items;
  private final int[] partners; // the place of the other mark, or -1
  private final int[] numbers;
  private final String text;

  /** What an item is. */
  enum Kind {
    /** Words to translate. */
    WORDS,
    /** A mark that begins a range. */
    OPEN,
    /** A mark that ends a range. */
    CLOSE,
    /** A mark by itself. */
    POINT,
    /** The end of a line inside a text; as many lines are written. */
    BREAK
  }

  /**
   * A mark, or words.
   *
   * @param name of a mark that has a partner of the same name
   * @param raw its characters in the document
   * @param words what is translated
   */
  record Item(Kind kind, String name, String raw, String words) {
    static Item words(String raw, String words) {
      return new Item(Kind.WORDS, "", raw, words);
    }

    static Item mark(Kind kind, String name, String raw) {
      return new Item(kind, name, raw, "");
    }

    boolean isBlank() {
      return kind != Kind.WORDS || words.isBlank();
    }

    boolean hasLetters() {
      return words.codePoints().anyMatch(Character::isLetter);
    }
  }

  private InlineText(List<Item> items) {
    this.items = List.copyOf(items);
    partners = partners(items);
    numbers = new int[items.size()];
    String words = items.stream().map(Item::words).collect(Collectors.joining("\n"));
    StringBuilder marked = new StringBuilder();
    int number = 0;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.kind == Kind.WORDS) {
        marked.append(item.words);
      } else if (item.kind == Kind.BREAK) {
        marked.append(' ');
      } else if (partners[i] >= 0 && partners[i] < i) {
        numbers[i] = numbers[partners[i]];
        marked.append("</" + numbers[i] + ">");
      } else {
        number++;
        while (words.contains("<" + number) || words.contains("</" + number)) {
          number++;
        }
        numbers[i] = number;
        marked.append("<" + number + (partners[i] < 0 ? "/>" : ">"));
      }
    }
    text = marked.toString().replaceAll("\\s+", " ").strip();
  }

  /**
   * Adds the segments of items: what has no words stays, and so do marks around all words.
   *
   * @param encode writes translated words as the document spells them
   */
  static void addTo(List<Segment> segments, List<Item> items, UnaryOperator<String> encode) {
    int first = 0;
    while (first < items.size() && items.get(first).isBlank()) {
      first++;
    }
    if (items.stream().noneMatch(Item::hasLetters)) {
      addVerbatim(segments, items);
      return;
    }
    int last = items.size() - 1;
    while (items.get(last).isBlank()) {
      last--;
    }
    int[] range = core(partners(items), first, last);
    addVerbatim(segments, items.subList(0, range[0]));
    List<Item> core = new ArrayList<>(items.subList(range[0], range[1] + 1));
    Item begin = core.get(0);
    String before = "";
    if (begin.kind == Kind.WORDS) {
      before = space(begin.raw, true);
      core.set(0, Item.words(begin.raw.substring(before.length()), begin.words.stripLeading()));
    }
    Item end = core.get(core.size() - 1);
    String after = "";
    if (end.kind == Kind.WORDS) {
      after = space(end.raw, false);
      core.set(
          core.size() - 1,
          Item.words(
              end.raw.substring(0, end.raw.length() - after.length()), end.words.stripTrailing()));
    }
    InlineText text = new InlineText(core);
    String raw = core.stream().map(Item::raw).collect(Collectors.joining());
    segments.add(Segment.verbatim(before));
    segments.add(Segment.of(raw, text.text, translation -> text.write(translation, encode)));
    segments.add(Segment.verbatim(after));
    addVerbatim(segments, items.subList(range[1] + 1, items.size()));
  }

  private static void addVerbatim(List<Segment> segments, List<Item> items) {
    if (!items.isEmpty()) {
      segments.add(Segment.verbatim(items.stream().map(Item::raw).collect(Collectors.joining())));
    }
  }

  private static String space(String raw, boolean leading) {
    String rest = leading ? raw.stripLeading() : raw.stripTrailing();
    return leading ? raw.substring(0, raw.length() - rest.length()) : raw.substring(rest.length());
  }

  /** Returns the smallest range around {@code [first, last]} that cuts no pair of marks. */
  private static int[] core(int[] partners, int first, int last) {
    int begin = first;
    int end = last;
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = 0; i < partners.length; i++) {
        boolean inside = i >= begin && i <= end;
        boolean partnerOutside = partners[i] >= 0 && (partners[i] < begin || partners[i] > end);
        if (inside && partnerOutside) {
          begin = Math.min(begin, partners[i]);
          end = Math.max(end, partners[i]);
          grown = true;
        }
      }
    }
    return new int[] {begin, end};
  }

  private static int[] partners(List<Item> items) {
    int[] partners = new int[items.size()];
    Arrays.fill(partners, -1);
    Deque<Integer> open = new ArrayDeque<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.kind == Kind.OPEN && open.size() < DEEPEST) {
        open.push(i);
        counts.merge(item.name, 1, Integer::sum);
      } else if (item.kind == Kind.CLOSE && counts.getOrDefault(item.name, 0) > 0) {
        int partner = open.pop();
        counts.merge(items.get(partner).name, -1, Integer::sum);
        while (!items.get(partner).name.equals(item.name)) {
          partner = open.pop();
          counts.merge(items.get(partner).name, -1, Integer::sum);
        }
        partners[partner] = i;
        partners[i] = partner;
      }
    }
    return partners;
  }

  String text() {
    return text;
  }

  /** Returns the items of a translation: those of the source, with other words. */
  private String write(String translation, UnaryOperator<String> encode) {
    LineWriter out = new LineWriter(encode);
    if (!writeAtWords(translation, out)) {
      out = new LineWriter(encode);
      writeInOrder(translation, out);
    }
    return out.broken(
        items.stream().filter(item -> item.kind == Kind.BREAK).map(Item::raw).toList());
  }

  /** Writes marks where the translation has their numbers; false if it lacks or repeats any. */
  private boolean writeAtWords(String translation, LineWriter out) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (numbers[i] > 0) {
        places.put(written(i), i);
      }
    }
    Deque<Integer> open = new ArrayDeque<>();
    Matcher mark = NUMBERED.matcher(translation);
    int done = 0;
    while (mark.find()) {
      Integer place = places.remove(mark.group());
      if (place == null) {
        if (isOurs(Integer.parseInt(mark.group(2)))) {
          return false;
        }
        continue; // one that the words spell
      }
      if (partners[place] > place) {
        open.push(place);
      } else if (partners[place] >= 0 && (open.isEmpty() || open.pop() != partners[place])) {
        return false;
      }
      out.words(translation.substring(done, mark.start()));
      out.mark(items.get(place).raw);
      done = mark.end();
    }
    out.words(translation.substring(done));
    return places.isEmpty();
  }

  private String written(int place) {
    boolean closes = partners[place] >= 0 && partners[place] < place;
    return "<" + (closes ? "/" : "") + numbers[place] + (partners[place] < 0 ? "/>" : ">");
  }

  private boolean isOurs(int number) {
    return number > 0 && Arrays.stream(numbers).anyMatch(own -> own == number);
  }

  /** Writes all marks in the order of the source, the words where most of the source's were. */
  private void writeInOrder(String translation, LineWriter out) {
    String words =
        NUMBERED
            .matcher(translation)
            .replaceAll(
                mark ->
                    isOurs(Integer.parseInt(mark.group(2)))
                        ? " "
                        : Matcher.quoteReplacement(mark.group()))
            .replaceAll(" {2,}", " ")
            .strip();
    int longest = 0;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).words.length() > items.get(longest).words.length()) {
        longest = i;
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (i == longest) {
        out.words(words);
      } else if (item.kind != Kind.WORDS && item.kind != Kind.BREAK) {
        out.mark(item.raw);
      }
    }
  }
}
