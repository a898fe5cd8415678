package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cutting and counting shared by the metrics; spaces and letters as Python knows them. */
final class Segments {

  private Segments() {}

  /** Unicode white space: Java's two notions together, and NEXT LINE, which neither holds. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85;
  }

  /** Returns the runs of characters between white space. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i < text.length(); i++) { // all white space lies in the basic plane
      if (isSpace(text.charAt(i))) {
        if (begin >= 0) {
          words.add(text.substring(begin, i));
        }
        begin = -1;
      } else if (begin < 0) {
        begin = i;
      }
    }
    if (begin >= 0) {
      words.add(text.substring(begin));
    }
    return words;
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Counts the n-grams of words of one order. */
  static Map<String, Integer> wordNgrams(List<String> words, int order) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= words.size(); i++) {
      // A word holds no space, so the joined text is the n-gram.
      counts.merge(String.join(" ", words.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Counts the n-grams of code points for the orders 1 to {@code maxOrder}, without white space.
   */
  static List<Map<String, Integer>> characterNgrams(String text, int maxOrder) {
    String solid = String.join("", words(text));
    int length = solid.codePointCount(0, solid.length());
    int[] starts = new int[length + 1];
    for (int i = 0; i < length; i++) {
      starts[i + 1] = solid.offsetByCodePoints(starts[i], 1);
    }
    List<Map<String, Integer>> orders = new ArrayList<>(maxOrder);
    for (int order = 1; order <= maxOrder; order++) {
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i + order <= length; i++) {
        counts.merge(solid.substring(starts[i], starts[i + order]), 1, Integer::sum);
      }
      orders.add(counts);
    }
    return orders;
  }

  static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns how many n-grams occur in both, each as often as in the one that has fewer. */
  static int matches(Map<String, Integer> hypothesis, Map<String, Integer> reference) {
    int matches = 0;
    for (Map.Entry<String, Integer> entry : hypothesis.entrySet()) {
      matches += Math.min(entry.getValue(), reference.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }

  /** Returns the code points of a text, each as a text of its own. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
