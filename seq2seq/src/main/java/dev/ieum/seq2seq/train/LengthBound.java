package dev.ieum.seq2seq.train;

import java.util.List;

/** How long translations can be, as far as training pairs say. Stateless. */
final class LengthBound {
  /** In shorter sources a token more or less changes the ratio too much. */
  private static final int LONG_ENOUGH = 10;

  private static final int FEWEST_PAIRS = 1_000;
  private static final double KEPT = 0.999;

  private LengthBound() {}

  /**
   * Returns target tokens per source token that 999 of 1,000 pairs keep to, of those with ten
   * source tokens or more; {@code most} where that is less or there are not a thousand such pairs.
   *
   * @param pairs source ids and target ids of each
   */
  static double ratio(List<int[][]> pairs, double most) {
    double[] ratios =
        pairs.stream()
            .filter(pair -> pair[0].length >= LONG_ENOUGH)
            .mapToDouble(pair -> (double) pair[1].length / pair[0].length)
            .sorted()
            .toArray();
    return ratios.length < FEWEST_PAIRS
        ? most
        : Math.min(most, Math.ceil(100 * ratios[(int) (KEPT * ratios.length)]) / 100);
  }
}
