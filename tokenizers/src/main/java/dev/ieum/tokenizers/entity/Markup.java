package dev.ieum.tokenizers.entity;

import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A sentence without its tags, and where they go in its translation.
 *
 * <p>Tags of HTML and XML and marks of Markdown that open and close are elements with a range of
 * the sentence; others, and those without a partner, are points in it. An element takes the range
 * of translated words that looked at its own range, so whatever the alignment is: every tag is
 * there exactly once, elements stay nested as they were, and no tag falls into a word. Immutable
 * and thread-safe.
 */
public final class Markup {
  private static final Set<String> APART =
      Set.of("br", "hr", "img", "p", "div", "li", "ul", "ol", "td", "th", "tr", "h1", "h2", "h3");

  /** Elements nested deeper are treated as points. */
  private static final int DEEPEST = 100;

  private final NormalizedText text;
  private final List<MarkupNode> nodes;

  private Markup(NormalizedText text, List<MarkupNode> nodes) {
    this.text = text;
    this.nodes = nodes;
  }

  /**
   * A piece of a translation and what it looked at.
   *
   * @param begin of the piece in the translation
   * @param end of the piece
   * @param source offset in {@link #text} of the token that it looked at most
   */
  public record Anchor(int begin, int end, int source) {}

  /**
   * Takes tags and Markdown's marks out of a sentence.
   *
   * @param entities those of {@code sentence}, in order
   */
  public static Markup of(String sentence, List<Entity> entities) {
    List<Entity> tags =
        entities.stream()
            .filter(e -> e.kind() == EntityKind.TAG || e.kind() == EntityKind.MARKDOWN)
            .toList();
    if (tags.isEmpty()) {
      return new Markup(NormalizedText.unchanged(sentence), List.of());
    }
    int[] partners = partners(sentence, tags);
    NormalizedText.Builder text = new NormalizedText.Builder(sentence);
    Deque<MarkupNode> open = new ArrayDeque<>();
    MarkupNode root = MarkupNode.point("", 0, false, false);
    open.push(root);
    int done = 0;
    for (int i = 0; i < tags.size(); i++) {
      Entity tag = tags.get(i);
      text.copy(done, tag.begin());
      done = tag.end();
      boolean gluedLeft = tag.begin() > 0 && !WhiteSpace.is(sentence.charAt(tag.begin() - 1));
      boolean gluedRight = done < sentence.length() && !WhiteSpace.is(sentence.charAt(done));
      if (partners[i] >= 0 && partners[i] < i) {
        open.pop().close(tag.in(sentence), text.length());
        continue;
      }
      if (APART.contains(name(tag.in(sentence))) && gluedLeft && gluedRight) {
        text.append(" ", tag.begin(), tag.end());
      }
      MarkupNode node = MarkupNode.point(tag.in(sentence), text.length(), gluedLeft, gluedRight);
      open.element().children().add(node);
      if (partners[i] > i) {
        open.push(node);
      }
    }
    NormalizedText stripped = text.copy(done, sentence.length()).build();
    return new Markup(stripped, List.copyOf(root.children()));
  }

  /** Returns for each tag the place of its partner, or -1. */
  private static int[] partners(String sentence, List<Entity> tags) {
    int[] partners = new int[tags.size()];
    Deque<Integer> open = new ArrayDeque<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i).in(sentence);
      partners[i] = -1;
      boolean toggles = tag.matches("[*~_]++");
      boolean closes = tag.startsWith("</") || tag.startsWith("](");
      String name = name(tag);
      if ((closes || toggles) && counts.getOrDefault(name, 0) > 0) {
        int partner = open.pop();
        while (!name(tags.get(partner).in(sentence)).equals(name)) {
          counts.merge(name(tags.get(partner).in(sentence)), -1, Integer::sum);
          partner = open.pop();
        }
        counts.merge(name, -1, Integer::sum);
        partners[partner] = i;
        partners[i] = partner;
      } else if (!closes && (toggles || opens(tag)) && open.size() < DEEPEST) {
        open.push(i);
        counts.merge(name, 1, Integer::sum);
      }
    }
    return partners;
  }

  private static boolean opens(String tag) {
    boolean element = tag.startsWith("<") && !tag.startsWith("<!") && !tag.startsWith("<?");
    return tag.endsWith("[") || (element && !tag.endsWith("/>"));
  }

  private static String name(String tag) {
    if (tag.endsWith("[") || tag.startsWith("](")) {
      return "[";
    }
    if (!tag.startsWith("<")) {
      return tag;
    }
    int begin = tag.startsWith("</") ? 2 : 1;
    int end = begin;
    while (end < tag.length() && " \t\n/>".indexOf(tag.charAt(end)) < 0) {
      end++;
    }
    return tag.substring(begin, end).toLowerCase(Locale.ROOT);
  }

  /** The sentence without tags, with offsets into it as given. */
  public NormalizedText text() {
    return text;
  }

  /** Whether the sentence has no tags. */
  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /**
   * Returns {@code translation} with all tags in it; as it is when there are none.
   *
   * @param anchors pieces of {@code translation}, in order; one that spans a blank is not cut
   */
  public String project(String translation, List<Anchor> anchors) {
    return nodes.isEmpty()
        ? translation
        : new MarkupProjection(translation, anchors, text.text()).write(nodes);
  }
}
