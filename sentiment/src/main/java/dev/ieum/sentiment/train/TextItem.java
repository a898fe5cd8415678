package dev.ieum.sentiment.train;

import java.util.List;

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
}
