package dev.ieum.sentiment.train;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A training text. Immutable.
 *
 * @param words what its subwords are made of
 * @param text the text itself, for n-grams
 * @param label its class, or {@link #UNLABELED}
 * @param length its subwords, EOS included
 */
record TextItem(List<String> words, String text, int label, int length) {
  /** The label of a text that has none. */
  static final int UNLABELED = -1;

  /**
   * Returns the ids, EOS at the end, the words split into subwords again.
   *
   * @param draw what subword dropout follows from
   */
  int[] ids(SentimentData data, long draw) {
    SentimentConfig config = data.recipe();
    double dropout = config.text().bpeDropout();
    return data.subwords()
        .ids(words, dropout, new SplittableRandom(draw), config.data().maxLength());
  }
}
