package dev.ieum.sentiment.model;

import java.util.List;

/**
 * Texts as numbers, not padded. The arrays are not copied; do not change them.
 *
 * @param ids ids of each text, EOS at the end
 * @param ngrams n-grams of each text, see {@link Ngrams}
 */
@SuppressWarnings("ArrayRecordComponent") // a batch is made, read once and dropped
public record TextBatch(int[][] ids, int[][] ngrams) {
  public TextBatch {
    if (ids.length == 0 || ids.length != ngrams.length) {
      throw new IllegalArgumentException(
          "texts = %d by ids, %d by n-grams; allowed: as many of both, at least one"
              .formatted(ids.length, ngrams.length));
    }
  }

  /**
   * Returns the weight of each of a text's n-grams: the length of a sum grows with the root of
   * their number, so all texts weigh alike.
   */
  static float ngramWeight(int count) {
    return (float) (1 / Math.sqrt(Math.max(1, count)));
  }

  /** Puts texts side by side. */
  public static TextBatch of(List<EncodedText> texts) {
    return new TextBatch(
        texts.stream().map(EncodedText::ids).toArray(int[][]::new),
        texts.stream().map(EncodedText::ngrams).toArray(int[][]::new));
  }
}
