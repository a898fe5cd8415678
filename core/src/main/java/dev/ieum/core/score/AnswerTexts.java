package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What answers that a model has made look like. Immutable.
 *
 * @param texts the answers
 * @param chrf how much they resemble the right ones, 0 to 100
 * @param exact share that equals the right one, 0 to 1
 * @param distinct1 share of words that are different ones, over all answers (Li et al. 2016); low
 *     where a model always says the same
 * @param distinct2 the same of pairs of words that follow each other in an answer
 */
public record AnswerTexts(
    List<String> texts, Score chrf, double exact, double distinct1, double distinct2) {
  public AnswerTexts {
    texts = List.copyOf(texts);
  }

  /**
   * Compares answers with the right ones.
   *
   * @param right as many, at least one
   */
  static AnswerTexts of(List<String> made, List<String> right) {
    long exact = 0;
    for (int i = 0; i < made.size(); i++) {
      exact += made.get(i).equals(right.get(i)) ? 1 : 0;
    }
    return new AnswerTexts(
        made,
        MetricKind.CHRF.metric().corpus(made, right),
        exact / (double) made.size(),
        distinct(made, 1),
        distinct(made, 2));
  }

  private static double distinct(List<String> texts, int order) {
    List<List<String>> all = new ArrayList<>();
    for (String text : texts) {
      List<String> words = Segments.words(text);
      for (int i = 0; i + order <= words.size(); i++) {
        all.add(List.copyOf(words.subList(i, i + order)));
      }
    }
    Set<List<String>> different = new HashSet<>(all);
    return all.isEmpty() ? 0 : different.size() / (double) all.size();
  }
}
