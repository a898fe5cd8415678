package dev.ieum.sentiment;

import dev.ieum.core.config.Setting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What makes probabilities of scores, and a decision of probabilities; fitted on the dev set.
 * Immutable.
 *
 * @param temperature what logits are divided by (Guo et al. 2017, section 4.2)
 * @param threshold the least probability of the likeliest class at which a prediction is confident
 */
public record Calibration(
    @Setting(or = "1", min = 1e-3, max = 1e3) double temperature,
    @Setting(or = "0", min = 0, max = 1) double threshold) {
  /** Leaves scores as they are and trusts every prediction. */
  public static final Calibration NONE = new Calibration(1, 0);

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double STEEPEST = 0.05;
  private static final double FLATTEST = 20;

  /** Checks both. */
  public Calibration {
    if (!(temperature > 0) || !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "temperature = %s, threshold = %s; allowed: above 0, and 0 to 1"
              .formatted(temperature, threshold));
    }
  }

  /** Returns the probability of each class. */
  public double[] probabilities(float[] logits) {
    double[] p = new double[logits.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit / temperature);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(logits[c] / temperature - greatest);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /** Says whether the likeliest class is likely enough. */
  public boolean confident(double[] probabilities) {
    return Arrays.stream(probabilities).max().orElse(0) >= threshold;
  }

  /**
   * Fits both to a dev set: the temperature with the greatest likelihood, and the least threshold
   * above which predictions are right as often as wanted; the greatest probability seen when no
   * threshold does.
   *
   * @param logits {@code [texts][C]}
   * @param labels the class of each text
   * @param wantedAccuracy of the predictions that are confident
   */
  public static Calibration fit(float[][] logits, int[] labels, double wantedAccuracy) {
    double low = Math.log(STEEPEST);
    double high = Math.log(FLATTEST);
    for (int i = 0; i < 60; i++) { // each round keeps 62 % of the interval
      double a = high - GOLDEN * (high - low);
      double b = low + GOLDEN * (high - low);
      if (loss(logits, labels, Math.exp(a)) <= loss(logits, labels, Math.exp(b))) {
        high = b;
      } else {
        low = a;
      }
    }
    Calibration fitted = new Calibration(Math.exp((low + high) / 2), 0);
    return new Calibration(fitted.temperature, fitted.threshold(logits, labels, wantedAccuracy));
  }

  /** Mean negative log-likelihood, in nats. */
  private static double loss(float[][] logits, int[] labels, double temperature) {
    Calibration tried = new Calibration(temperature, 0);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(Math.max(1e-300, tried.probabilities(logits[i])[labels[i]]));
    }
    return sum / labels.length;
  }

  private double threshold(float[][] logits, int[] labels, double wantedAccuracy) {
    double[] greatest = new double[labels.length];
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      double[] p = probabilities(logits[i]);
      greatest[i] = Arrays.stream(p).max().orElse(0);
      right[i] = p[labels[i]] == greatest[i];
    }
    int[] surestFirst =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -greatest[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double threshold = surestFirst.length == 0 ? 0 : greatest[surestFirst[0]];
    int correct = 0;
    for (int i = 0; i < surestFirst.length; i++) {
      correct += right[surestFirst[i]] ? 1 : 0;
      if (correct >= wantedAccuracy * (i + 1)) {
        threshold = greatest[surestFirst[i]];
      }
    }
    return threshold;
  }
}
