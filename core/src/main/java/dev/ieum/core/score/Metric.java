package dev.ieum.core.score;

import java.util.List;

/**
 * A score computed from counts that add up over segments.
 *
 * <p>A segment gives a row of counts; the corpus score is a function of their sum alone, never a
 * mean of segment scores. That is what lets {@link PairedBootstrap} draw a thousand corpora without
 * reading the text again. Implementations are immutable.
 */
public sealed interface Metric permits Bleu, ChrF {

  /** Returns the metric's name as figures carry it, such as {@code BLEU} or {@code chrF2++}. */
  String name();

  /** Returns every choice that changes the figure, in sacreBLEU's form. */
  String signature();

  /** Returns the counts of one segment against its reference. */
  int[] statistics(String hypothesis, String reference);

  /** Returns the score of counts summed over any number of segments. */
  Score score(long[] summed);

  /** Returns the score of one segment. */
  default Score sentence(String hypothesis, String reference) {
    return corpus(List.of(hypothesis), List.of(reference));
  }

  /**
   * Returns the score of a corpus.
   *
   * @throws IllegalArgumentException when there are no segments or not one reference for each
   */
  default Score corpus(List<String> hypotheses, List<String> references) {
    requireParallel(hypotheses, references);
    long[] sum = null;
    for (int i = 0; i < hypotheses.size(); i++) {
      int[] row = statistics(hypotheses.get(i), references.get(i));
      sum = sum == null ? new long[row.length] : sum;
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j];
      }
    }
    return score(sum);
  }

  /** Checks that there is one reference for each of one or more segments. */
  static void requireParallel(List<String> hypotheses, List<String> references) {
    if (hypotheses.isEmpty() || hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          "segments = %d hypotheses, %d references; allowed: as many of each, 1 or more"
              .formatted(hypotheses.size(), references.size()));
    }
  }
}
