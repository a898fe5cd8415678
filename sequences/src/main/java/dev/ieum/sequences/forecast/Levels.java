package dev.ieum.sequences.forecast;

import java.util.List;
import java.util.stream.IntStream;

/** The levels of the quantiles that networks predict, and what lies between them. Stateless. */
public final class Levels {
  private static final double[] LEVELS = levels();

  /** Points that a distribution is scored by. */
  private static final int POINTS = 200;

  private Levels() {}

  private static double[] levels() {
    return IntStream.concat(
            IntStream.of(10, 25, 975, 990), IntStream.rangeClosed(1, 19).map(i -> 50 * i))
        .sorted()
        .mapToDouble(permille -> permille / 1000.0)
        .toArray();
  }

  /** Returns them, ascending: 0.01, 0.025, 0.05, 0.1, ... 0.95, 0.975, 0.99. */
  public static List<Double> all() {
    return IntStream.range(0, LEVELS.length).mapToObj(i -> LEVELS[i]).toList();
  }

  static int count() {
    return LEVELS.length;
  }

  /** Returns the levels as an array of their own. */
  public static double[] array() {
    return LEVELS.clone();
  }

  /** Returns a quantile between those predicted; beyond the outermost, those. */
  static double quantile(double[] quantiles, double level) {
    if (level <= LEVELS[0]) {
      return quantiles[0];
    }
    for (int q = 1; q < LEVELS.length; q++) {
      if (level <= LEVELS[q]) {
        double share = (level - LEVELS[q - 1]) / (LEVELS[q] - LEVELS[q - 1]);
        return quantiles[q - 1] + share * (quantiles[q] - quantiles[q - 1]);
      }
    }
    return quantiles[quantiles.length - 1];
  }

  /** Returns the middle of each of 200 equal parts of a distribution, ascending. */
  static double[] points(double[] quantiles) {
    double[] points = new double[POINTS];
    int q = 1;
    for (int i = 0; i < POINTS; i++) {
      double level = (i + 0.5) / POINTS;
      while (q < LEVELS.length - 1 && level > LEVELS[q]) {
        q++;
      }
      double share =
          Math.max(0, Math.min(1, (level - LEVELS[q - 1]) / (LEVELS[q] - LEVELS[q - 1])));
      points[i] = quantiles[q - 1] + share * (quantiles[q] - quantiles[q - 1]);
    }
    return points;
  }

  /**
   * Returns the continuous ranked probability score of points that stand for a distribution
   * (Gneiting and Raftery 2007, equation 21): 0 at best, in the unit of the value.
   */
  static double crps(double[] points, double value) {
    double distance = 0;
    double spread = 0;
    int count = points.length;
    for (int i = 0; i < count; i++) {
      distance += Math.abs(points[i] - value);
      spread += (2.0 * i + 1 - count) * points[i];
    }
    return distance / count - spread / ((double) count * count);
  }
}
