package dev.ieum.sequences.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The pinball loss of quantiles (Koenker and Bassett 1978): a value above the quantile of level q
 * costs q times the distance, one below it (1 - q) times. Twice its integral over all levels is the
 * continuous ranked probability score (CRPS). Immutable.
 */
public final class QuantileLoss {
  private final double[] levels;
  private final double[] shares;

  /**
   * Makes a loss.
   *
   * @param levels ascending, in (0, 1)
   */
  public QuantileLoss(double... levels) {
    this.levels = levels.clone();
    shares = shares(levels);
  }

  /** Returns the share of (0, 1) that each level stands for: the part that is nearest to it. */
  private static double[] shares(double... levels) {
    double[] shares = new double[levels.length];
    for (int q = 0; q < levels.length; q++) {
      double below = q == 0 ? 0 : (levels[q - 1] + levels[q]) / 2;
      double above = q == levels.length - 1 ? 1 : (levels[q] + levels[q + 1]) / 2;
      shares[q] = above - below;
    }
    return shares;
  }

  /** Returns twice the mean loss of one value: its CRPS, roughly. */
  public double of(float[] quantiles, double value) {
    double sum = 0;
    for (int q = 0; q < levels.length; q++) {
      double slope = (value < quantiles[q] ? 1 : 0) - levels[q];
      sum += 2 * shares[q] * slope * (quantiles[q] - value);
    }
    return sum;
  }

  /**
   * Returns twice the weighted mean loss as a scalar of the quantiles' manager.
   *
   * <p>The loss is linear in the quantiles as long as none passes its value, with a slope that is
   * known: it is given to the engine as a linear function with that slope.
   *
   * @param quantiles {@code [n, N * levels]}
   * @param targets {@code [n * N]} values; NaN: unknown, not counted
   * @param weights {@code [n]} how much each row counts
   */
  public NDArray of(NDArray quantiles, float[] targets, float[] weights) {
    NDManager manager = quantiles.getManager();
    float[] numbers = quantiles.toFloatArray();
    float[] slopes = new float[numbers.length];
    int each = targets.length / weights.length;
    double constant = 0;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      if (!Float.isNaN(targets[i])) {
        total += weights[i / each];
      }
    }
    double unit = 2 / Math.max(total, 1e-30);
    for (int i = 0; i < targets.length; i++) {
      if (Float.isNaN(targets[i])) {
        continue;
      }
      for (int q = 0; q < levels.length; q++) {
        int at = i * levels.length + q;
        double slope = (targets[i] < numbers[at] ? 1 : 0) - levels[q];
        slopes[at] = (float) (unit * weights[i / each] * shares[q] * slope);
        constant -= slopes[at] * (double) targets[i];
      }
    }
    return quantiles
        .mul(manager.create(slopes, quantiles.getShape()))
        .sum()
        .add(manager.create((float) constant));
  }
}
