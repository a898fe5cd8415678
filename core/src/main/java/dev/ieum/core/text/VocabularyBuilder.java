package dev.ieum.core.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts tokens and freezes the frequent ones. Not thread-safe. */
public final class VocabularyBuilder {
  private final Map<String, Long> counts = new HashMap<>();

  /** Counts each token once. */
  public VocabularyBuilder add(List<String> tokens) {
    tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
    return this;
  }

  /**
   * Freezes the most frequent tokens, ties in code-unit order.
   *
   * @param maxSize ids at most, the four special ones included
   * @param minCount occurrences at least
   */
  public Vocabulary build(int maxSize, long minCount) {
    Comparator<Map.Entry<String, Long>> frequentFirst =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return Vocabulary.of(
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minCount)
            .sorted(frequentFirst.thenComparing(Map.Entry.comparingByKey()))
            .limit(Math.max(0, maxSize - 4L))
            .map(Map.Entry::getKey)
            .toList());
  }
}
