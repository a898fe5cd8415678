package dev.ieum.sentiment.model;

import java.util.List;

/**
 * A text as the network sees it. The arrays are not copied; do not change them.
 *
 * @param ids subwords, EOS at the end
 * @param ngrams see {@link Ngrams}
 */
@SuppressWarnings("ArrayRecordComponent") // a text is encoded, scored and dropped
public record EncodedText(int[] ids, int[] ngrams) {

  /**
   * Returns the weight of each n-gram: the length of a sum grows with the root of their number, so
   * all texts weigh alike.
   */
  float ngramWeight() {
    return (float) (1 / Math.sqrt(Math.max(1, ngrams.length)));
  }

  /** Returns the subwords of a batch, not padded. */
  static int[][] ids(List<EncodedText> texts) {
    return texts.stream().map(EncodedText::ids).toArray(int[][]::new);
  }
}
