package dev.ieum.core.score;

import java.util.Arrays;

/**
 * A range that a figure lies in. Immutable.
 *
 * @param low its lower end
 * @param high its upper end, not below the lower one
 */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) { // also false for a NaN
      throw new IllegalArgumentException(
          "interval = [%s, %s]; allowed: low <= high".formatted(low, high));
    }
  }

  /**
   * Returns the middle 95 % of drawn figures: the percentile interval of Efron and Tibshirani
   * (1993, section 13.3).
   */
  static Interval middle95(double[] drawn) {
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 40; // 2.5 % at each end
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }
}
