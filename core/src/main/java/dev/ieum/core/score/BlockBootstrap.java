package dev.ieum.core.score;

import java.util.SplittableRandom;

/**
 * Intervals of means over cases in the order of time, whose errors resemble their neighbours': runs
 * of cases are drawn with replacement in place of single ones (the moving-block bootstrap, Künsch
 * 1989). Immutable.
 *
 * @param samples sets of cases to draw; 1,000 is usual
 * @param seed what the draws follow from
 * @param block neighbouring cases that are drawn together
 */
public record BlockBootstrap(int samples, long seed, int block) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when samples or block are not positive
   */
  public BlockBootstrap {
    if (samples < 1 || block < 1) {
      throw new IllegalArgumentException(
          "samples = %d, block = %d; allowed: 1 or more of both".formatted(samples, block));
    }
  }

  /**
   * Returns the 95 % interval of {@code sum(sums) / sum(counts)}.
   *
   * @param sums of each case
   * @param counts what each case's sum is of; not all 0
   */
  public Interval mean(double[] sums, double[] counts) {
    int cases = sums.length;
    int length = Math.min(block, cases);
    double[] sumUpTo = new double[cases + 1];
    double[] countUpTo = new double[cases + 1];
    for (int i = 0; i < cases; i++) {
      sumUpTo[i + 1] = sumUpTo[i] + sums[i];
      countUpTo[i + 1] = countUpTo[i] + counts[i];
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[samples];
    double whole = sumUpTo[cases] / countUpTo[cases];
    for (int s = 0; s < samples; s++) {
      double sum = 0;
      double count = 0;
      for (int taken = 0; taken < cases; taken += length) {
        int begin = random.nextInt(cases - length + 1);
        int end = begin + Math.min(length, cases - taken);
        sum += sumUpTo[end] - sumUpTo[begin];
        count += countUpTo[end] - countUpTo[begin];
      }
      drawn[s] = count == 0 ? whole : sum / count;
    }
    return Interval.middle95(drawn);
  }
}
