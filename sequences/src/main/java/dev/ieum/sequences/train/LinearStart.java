package dev.ieum.sequences.train;

import java.util.ArrayList;
import java.util.List;

/**
 * The linear map that training begins with: for each predicted row a ridge regression (Hoerl and
 * Kennard 1970) of what came on what was known, weighted by the size of errors; an autoregression
 * with other columns. The strength of the ridge, or no map at all, is chosen by the dev part.
 * Immutable.
 *
 * @param weights {@code [N][D + K]}
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record LinearStart(float[][] weights) {
  private static final double[] STRENGTHS = {0.0003, 0.003, 0.03, 0.3}; // per row
  private static final int MOST_ROWS = 20_000;
  private static final double CHANCE = 0.995; // of the error without a map

  /** Sums of products of a predicted row's regression. */
  private static final class Moments {
    final double[][] products; // lower triangle
    final double[] wanted;
    double total;

    Moments(int size) {
      products = new double[size][size];
      wanted = new double[size];
    }

    void add(double[] x, double target, double weight) {
      for (int i = 0; i < x.length; i++) {
        if (x[i] != 0) {
          double of = weight * x[i];
          double[] row = products[i];
          for (int j = 0; j <= i; j++) {
            row[j] += of * x[j];
          }
          wanted[i] += of * target;
        }
      }
      total += weight;
    }
  }

  /**
   * Fits.
   *
   * @param horizon N
   * @param size D + K
   */
  static LinearStart fit(List<SeriesPart> train, List<SeriesPart> dev, int horizon, int size) {
    List<Moments> moments = new ArrayList<>();
    for (int n = 0; n < horizon; n++) {
      moments.add(new Moments(size + 1)); // and a constant, which becomes that of the quantiles
    }
    long rows = train.stream().mapToLong(part -> part.end() - part.begin()).sum();
    int stride = (int) Math.max(1, rows / MOST_ROWS);
    for (SeriesPart part : train) {
      for (int t = part.begin(); t < part.end(); t += stride) {
        if (part.rows()[t] == null) {
          continue;
        }
        double[] x = inputs(part, t, size);
        for (int n = 0; n < horizon; n++) {
          if (!Float.isNaN(part.targets()[t][n])) {
            moments.get(n).add(x, part.targets()[t][n], part.weight()[t]);
          }
        }
      }
    }
    double[][] best = new double[horizon][size + 1];
    double least = CHANCE * error(best, dev, size);
    for (double strength : STRENGTHS) {
      double[][] candidate = new double[horizon][];
      for (int n = 0; n < horizon; n++) {
        candidate[n] = solve(moments.get(n), strength);
      }
      double error = error(candidate, dev, size);
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    float[][] weights = new float[horizon][size];
    for (int n = 0; n < horizon; n++) {
      for (int i = 0; i < size; i++) {
        weights[n][i] = (float) best[n][i];
      }
    }
    return new LinearStart(weights);
  }

  private static double[] inputs(SeriesPart part, int t, int size) {
    double[] x = new double[size + 1];
    float[] row = part.rows()[t];
    float[] ahead = part.ahead()[t];
    for (int i = 0; i < size; i++) {
      x[i] = i < row.length ? row[i] : ahead[i - row.length];
    }
    x[size] = 1;
    return x;
  }

  /** Returns the mean absolute error, weighted; of no rows infinity for all but zeros. */
  private static double error(double[][] weights, List<SeriesPart> parts, int size) {
    double sum = 0;
    for (SeriesPart part : parts) {
      for (int t = part.begin(); t < part.end(); t++) {
        if (part.rows()[t] == null) {
          continue;
        }
        double[] x = inputs(part, t, size);
        for (int n = 0; n < weights.length; n++) {
          if (!Float.isNaN(part.targets()[t][n])) {
            sum += part.weight()[t] * Math.abs(part.targets()[t][n] - product(weights[n], x));
          }
        }
      }
    }
    return sum;
  }

  private static double product(double[] weights, double[] x) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }

  /** Solves by Cholesky's decomposition; the constant is not held back. */
  private static double[] solve(Moments of, double strength) {
    int size = of.wanted.length;
    double[][] lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = of.products[i][j];
        if (i == j) {
          sum += (i == size - 1 ? 1e-9 : strength) * of.total + 1e-9;
        }
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
      }
    }
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = of.wanted[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < size; k++) {
        sum -= lower[k][i] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
    return x;
  }

  /** Returns what the map says of row {@code n} behind row {@code t}. */
  double value(SeriesPart part, int t, int n) {
    float[] row = part.rows()[t];
    float[] ahead = part.ahead()[t];
    double sum = 0;
    for (int i = 0; i < weights[n].length; i++) {
      sum += weights[n][i] * (i < row.length ? row[i] : ahead[i - row.length]);
    }
    return sum;
  }
}
