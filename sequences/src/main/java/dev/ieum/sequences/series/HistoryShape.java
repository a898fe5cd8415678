package dev.ieum.sequences.series;

import dev.ieum.core.config.Setting;

/**
 * What is remembered of a series, and in which units. Immutable.
 *
 * @param naive the naive forecast that others are differences from
 * @param season rows in a season; 0 for none
 * @param horizon rows that are predicted
 * @param lags latest values that are looked at one by one
 * @param decay share of the newest error in the mean size of errors; 0: all errors count alike
 * @param logarithm whether values are seen by their logarithms
 * @param level whether a value says something by its size, not only by its change
 * @param reverting whether the distance from the mean of training is seen as well; models of before
 *     do not say so and have it not
 * @param mean of the values of training
 * @param deviation of the values of training, above 0
 * @param scale mean size of the naive forecast's errors in training, above 0
 */
public record HistoryShape(
    Naive naive,
    @Setting(min = 0, max = 1e6) int season,
    @Setting(min = 1, max = 10_000) int horizon,
    @Setting(min = 1, max = 10_000) int lags,
    double decay,
    boolean logarithm,
    boolean level,
    @Setting(or = "false") boolean reverting,
    double mean,
    double deviation,
    double scale) {
  private static final int MOST_SEASONAL = 24;

  /** Returns how many values of a season ago are looked at. */
  int seasonal() {
    return Math.min(Math.min(season, horizon), MOST_SEASONAL);
  }

  /** Returns how many values are kept. */
  int kept() {
    return Math.max(lags + 1, 2 * season + 1);
  }

  /** Returns how many numbers {@link History#write} writes. */
  public int width() {
    return 8 + (reverting ? 1 : 0) + lags - 1 + seasonal();
  }

  /** Returns a value as the network sees it; NaN where it has no logarithm. */
  public double inner(double value) {
    return !logarithm ? value : value > 0 ? Math.log(value) : Double.NaN;
  }

  /** Returns a value as the user sees it. */
  public double outer(double value) {
    return logarithm ? Math.exp(value) : value;
  }
}
