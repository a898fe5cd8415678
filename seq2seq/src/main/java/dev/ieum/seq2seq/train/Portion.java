package dev.ieum.seq2seq.train;

import dev.ieum.seq2seq.train.TranslationData.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The pairs of one entry of {@code data.train}. Immutable.
 *
 * @param share of the pairs that an epoch shows, above 0 and at most 1
 */
record Portion(List<WordPair> pairs, double share) {
  Portion {
    pairs = List.copyOf(pairs);
  }

  /** Returns how many pairs epochs show, on average. */
  double size() {
    return share * pairs.size();
  }

  /**
   * Returns the pairs that an epoch shows: the next of an order drawn once, so that no pair comes
   * again before every other has come.
   *
   * @param epoch 0 for the first
   */
  List<WordPair> shown(int epoch, long seed) {
    if (share == 1 || pairs.isEmpty()) {
      return pairs;
    }
    int[] order = order(seed);
    List<WordPair> shown = new ArrayList<>();
    for (long i = (long) (epoch * size()); i < (long) ((epoch + 1) * size()); i++) {
      shown.add(pairs.get(order[(int) (i % order.length)]));
    }
    return shown;
  }

  private int[] order(long seed) {
    Random random = new Random(seed);
    int[] order = new int[pairs.size()];
    for (int i = 0; i < order.length; i++) {
      int k = random.nextInt(i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    return order;
  }
}
