package dev.ieum.sequences.forecast;

import java.util.List;

/**
 * What a series may be in its next rows. Immutable.
 *
 * @param key whose series it is
 * @param from the time of the latest value, as results write it
 * @param times of the predicted rows
 * @param quantiles {@code [rows][levels]} ascending, at the levels of {@link Levels#all}; not
 *     copied, do not change
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record Forecast(String key, String from, List<String> times, double[][] quantiles) {
  public Forecast {
    times = List.copyOf(times);
  }

  /** Returns how many rows are predicted. */
  public int horizon() {
    return quantiles.length;
  }

  /**
   * Returns what the value is below with a probability.
   *
   * @param ahead 1 for the next row
   * @param level in (0, 1); beyond 0.01 and 0.99 it is taken for these
   */
  public double quantile(int ahead, double level) {
    return Levels.quantile(quantiles[ahead - 1], level);
  }

  /** Returns the middle of the distribution, the forecast with the least absolute error. */
  public double median(int ahead) {
    return quantile(ahead, 0.5);
  }

  /** Returns the mean of the distribution, the forecast with the least squared error. */
  public double mean(int ahead) {
    return mean(Levels.points(quantiles[ahead - 1]));
  }

  static double mean(double[] points) {
    double sum = 0;
    for (double point : points) {
      sum += point;
    }
    return sum / points.length;
  }
}
