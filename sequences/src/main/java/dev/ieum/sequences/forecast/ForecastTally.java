package dev.ieum.sequences.forecast;

import dev.ieum.sequences.forecast.ForecastReport.Distribution;
import dev.ieum.sequences.forecast.ForecastReport.Figures;
import dev.ieum.sequences.forecast.ForecastReport.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sums of a predictor's errors. Not thread-safe. */
final class ForecastTally {
  private static final double[] LEVELS = Levels.array();
  private static final int LOW_80 = Arrays.binarySearch(LEVELS, 0.1);
  private static final int HIGH_80 = Arrays.binarySearch(LEVELS, 0.9);
  private static final int LOW_95 = Arrays.binarySearch(LEVELS, 0.025);
  private static final int HIGH_95 = Arrays.binarySearch(LEVELS, 0.975);

  final String name;
  private final double unit;
  private final boolean distribution;
  private final double[][] sums; // by distance: squares, absolutes, CRPS, within 80, within 95
  private final long[] counts;
  private final List<double[]> cases = new ArrayList<>(); // absolutes and count of each origin

  ForecastTally(String name, int horizon, double unit, boolean distribution) {
    this.name = name;
    this.unit = unit;
    this.distribution = distribution;
    sums = new double[horizon][5];
    counts = new long[horizon];
  }

  /** Begins the next origin. */
  void origin() {
    cases.add(new double[2]);
  }

  /** Counts a forecast that is one number; {@code ahead} is 0 for the next row. */
  void add(int ahead, double forecast, double value) {
    error(ahead, forecast, forecast, value);
  }

  /** Counts a forecast that is a distribution. */
  void add(int ahead, double[] quantiles, double value) {
    double[] points = Levels.points(quantiles);
    error(ahead, Forecast.mean(points), Levels.quantile(quantiles, 0.5), value);
    double[] of = sums[ahead];
    of[2] += Levels.crps(points, value);
    of[3] += quantiles[LOW_80] <= value && value <= quantiles[HIGH_80] ? 1 : 0;
    of[4] += quantiles[LOW_95] <= value && value <= quantiles[HIGH_95] ? 1 : 0;
  }

  private void error(int ahead, double mean, double median, double value) {
    sums[ahead][0] += (mean - value) * (mean - value);
    sums[ahead][1] += Math.abs(median - value);
    counts[ahead]++;
    double[] latest = cases.get(cases.size() - 1);
    latest[0] += Math.abs(median - value);
    latest[1]++;
  }

  long values() {
    return Arrays.stream(counts).sum();
  }

  /** Returns the absolute errors of each origin, summed. */
  double[] absolutes() {
    return cases.stream().mapToDouble(of -> of[0]).toArray();
  }

  /** Returns how many errors each origin has. */
  double[] counts() {
    return cases.stream().mapToDouble(of -> of[1]).toArray();
  }

  Row row() {
    double[] all = new double[5];
    List<Optional<Figures>> ahead = new ArrayList<>();
    for (int n = 0; n < sums.length; n++) {
      for (int i = 0; i < all.length; i++) {
        all[i] += sums[n][i];
      }
      ahead.add(
          counts[n] == 0 ? Optional.empty() : Optional.of(figures(sums[n], (double) counts[n])));
    }
    return new Row(name, figures(all, (double) values()), ahead);
  }

  private Figures figures(double[] of, double count) {
    double mae = of[1] / count;
    return new Figures(
        Math.sqrt(of[0] / count),
        mae,
        mae / unit,
        distribution
            ? Optional.of(new Distribution(of[2] / count, of[3] / count, of[4] / count))
            : Optional.empty());
  }
}
