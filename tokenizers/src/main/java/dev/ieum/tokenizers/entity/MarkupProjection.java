package dev.ieum.tokenizers.entity;

import dev.ieum.tokenizers.entity.Markup.Anchor;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the words of a translation that belong to each element. Used once.
 *
 * <p>Words are looked up by what they looked at, so that time is in proportion to the tags and, at
 * each depth of nesting, the words.
 */
final class MarkupProjection {
  /** How many words are searched for a place behind an element that nothing looked at. */
  private static final int NEAR = 64;

  private final String translation;
  private final String source;
  private final int[] begins;
  private final int[] ends;

  /** What each word looked at; -1 for nothing. */
  private final int[] looked;

  private final Integer[] bySource;
  private final StringBuilder out = new StringBuilder();

  /** The word up to which all is written, and whether the gap before it is. */
  private int written;

  private boolean gapWritten;

  /** A node and the words it got. */
  private record Placed(MarkupNode node, int begin, int end) {}

  MarkupProjection(String translation, List<Anchor> anchors, String source) {
    this.translation = translation;
    this.source = source;
    BitSet inWord = new BitSet();
    for (int i = 0; i < translation.length(); i++) {
      inWord.set(i, !WhiteSpace.is(translation.charAt(i)));
    }
    List<Anchor> trimmed = anchors.stream().map(anchor -> trim(anchor, inWord)).toList();
    trimmed.forEach(anchor -> inWord.set(anchor.begin(), anchor.end()));
    List<Integer> edges = new ArrayList<>();
    for (int at = inWord.nextSetBit(0); at >= 0; at = inWord.nextSetBit(at)) {
      edges.add(at);
      at = inWord.nextClearBit(at);
      edges.add(at);
    }
    int words = edges.size() / 2;
    begins = IntStream.range(0, words).map(i -> edges.get(2 * i)).toArray();
    ends = IntStream.range(0, words).map(i -> edges.get(2 * i + 1)).toArray();
    looked = new int[words];
    Arrays.fill(looked, -1);
    int[] longest = new int[words];
    for (Anchor anchor : trimmed) {
      int word = Arrays.binarySearch(begins, anchor.begin());
      word = word < 0 ? -word - 2 : word;
      int length = anchor.end() - anchor.begin();
      if (length > 0 && length > longest[word]) {
        longest[word] = length;
        looked[word] = anchor.source();
      }
    }
    bySource =
        IntStream.range(0, words)
            .boxed()
            .sorted(Comparator.comparingInt((Integer word) -> looked[word]).thenComparing(w -> w))
            .toArray(Integer[]::new);
  }

  private static Anchor trim(Anchor anchor, BitSet inWord) {
    int begin = Math.min(anchor.end(), Math.max(anchor.begin(), next(inWord, anchor.begin())));
    int end = Math.max(begin, inWord.previousSetBit(anchor.end() - 1) + 1);
    return new Anchor(begin, end, anchor.source());
  }

  private static int next(BitSet inWord, int at) {
    int next = inWord.nextSetBit(at);
    return next < 0 ? Integer.MAX_VALUE : next;
  }

  String write(List<MarkupNode> nodes) {
    writeLevel(nodes, 0, begins.length);
    return out.append(
            translation, ends.length == 0 ? 0 : ends[ends.length - 1], translation.length())
        .toString();
  }

  private void writeLevel(List<MarkupNode> nodes, int from, int to) {
    for (Placed placed : place(nodes, from, to)) {
      writeWords(placed.begin);
      MarkupNode node = placed.node;
      boolean behind = node.isPoint() && node.gluedLeft() && !node.gluedRight();
      if (behind && written > 0 && !gapWritten) {
        out.append(node.open());
        continue;
      }
      writeGap();
      boolean last = written == begins.length;
      if (node.isPoint() && last && written > 0 && !node.gluedLeft()) {
        out.append(' ');
      }
      out.append(node.open());
      if (node.isPoint()) {
        out.append(last || node.gluedRight() ? "" : " ");
      } else {
        writeLevel(node.children(), placed.begin, placed.end);
        out.append(node.close());
      }
    }
    writeWords(to);
  }

  private void writeWords(int to) {
    while (written < to) {
      writeGap();
      out.append(translation, begins[written], ends[written]);
      written++;
      gapWritten = false;
    }
  }

  private void writeGap() {
    if (!gapWritten && written < begins.length) {
      out.append(translation, written == 0 ? 0 : ends[written - 1], begins[written]);
      gapWritten = true;
    }
  }

  /** Gives each node words of {@code [from, to)} of its own; in the order of the translation. */
  private List<Placed> place(List<MarkupNode> nodes, int from, int to) {
    NavigableMap<Integer, Integer> taken = new TreeMap<>();
    List<Placed> placed = new ArrayList<>();
    for (MarkupNode node : nodes) {
      int[] range = node.isPoint() ? new int[0] : range(node, from, to);
      int[] free = range.length == 0 ? range : free(range, taken);
      if (free.length == 0) {
        int at = range.length == 0 ? placeBehind(node.end(), from, to) : range[0];
        Map.Entry<Integer, Integer> around = taken.lowerEntry(at);
        at = around != null && around.getValue() > at ? around.getValue() : at;
        placed.add(new Placed(node, at, at));
      } else {
        taken.put(free[0], free[1]);
        placed.add(new Placed(node, free[0], free[1]));
      }
    }
    // Empty ranges come before what begins at their place; otherwise the order of the source.
    placed.sort(Comparator.comparingInt(Placed::begin).thenComparing(p -> p.end > p.begin));
    return placed;
  }

  /** Returns the words that looked into the node, or most of them; empty when none did. */
  private int[] range(MarkupNode node, int from, int to) {
    if (from < to
        && source.substring(0, node.begin()).isBlank()
        && source.substring(node.end()).isBlank()) {
      return new int[] {from, to};
    }
    int[] words =
        IntStream.range(firstLookingAt(node.begin()), firstLookingAt(node.end()))
            .map(i -> bySource[i])
            .filter(word -> word >= from && word < to)
            .sorted()
            .toArray();
    if (words.length == 0) {
      return words;
    }
    int last = words[words.length - 1];
    if (words.length * 2 > last - words[0]) {
      return new int[] {words[0], last + 1};
    }
    int[] longest = {words[0], words[0] + 1};
    for (int i = 0, begin = 0; i < words.length; i++) {
      begin = i > 0 && words[i] == words[i - 1] + 1 ? begin : i;
      if (i - begin + 1 > longest[1] - longest[0]) {
        longest = new int[] {words[begin], words[i] + 1};
      }
    }
    return longest;
  }

  /** Returns the longest piece of a range that no sibling has; empty when there is none. */
  private static int[] free(int[] range, NavigableMap<Integer, Integer> taken) {
    Map.Entry<Integer, Integer> before = taken.lowerEntry(range[0]);
    int at = before == null ? range[0] : Math.max(range[0], before.getValue());
    int[] best = {};
    while (at < range[1]) {
      Map.Entry<Integer, Integer> next = taken.ceilingEntry(at);
      int end = next == null ? range[1] : Math.min(range[1], next.getKey());
      if (end > at && (best.length == 0 || end - at > best[1] - best[0])) {
        best = new int[] {at, end};
      }
      at = next == null ? range[1] : next.getValue();
    }
    return best;
  }

  private int placeBehind(int end, int from, int to) {
    int first = firstLookingAt(end);
    for (int i = first; i < Math.min(bySource.length, first + NEAR); i++) {
      if (bySource[i] >= from && bySource[i] < to) {
        return bySource[i];
      }
    }
    return to;
  }

  private int firstLookingAt(int offset) {
    int low = 0;
    int high = bySource.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (looked[bySource[middle]] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
