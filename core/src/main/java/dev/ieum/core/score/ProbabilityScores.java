package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far probabilities can be trusted, whatever their largest says. Immutable.
 *
 * @param calibrationError expected calibration error: the mean gap between how sure and how right a
 *     model is, in [0, 1]
 * @param negativeLogLikelihood mean of −ln of the probability of the right class, in nats
 * @param brier mean squared distance between the probabilities and the right answer, in [0, 2]
 * @param bins the texts by how sure the model is of them, the least sure first
 */
public record ProbabilityScores(
    double calibrationError, double negativeLogLikelihood, double brier, List<Bin> bins) {

  /** The bins of equal width that confidence is cut into. */
  public static final int BINS = 15;

  /** A probability of 0 for the right class counts as this, for its logarithm is infinite. */
  private static final double LEAST_PROBABILITY = 1e-15;

  /** How far the probabilities of a text may be from adding up to 1. */
  private static final double SUM_TOLERANCE = 1e-3;

  /**
   * The texts whose largest probability lies in one range. Immutable.
   *
   * @param texts how many there are
   * @param confidence the mean of their largest probabilities; 0 when there are none
   * @param accuracy the share of them that is right; 0 when there are none
   */
  public record Bin(long texts, double confidence, double accuracy) {}

  public ProbabilityScores {
    bins = List.copyOf(bins);
  }

  /**
   * Scores the probabilities that a model predicted for texts of known class.
   *
   * <p>Calibration error: Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural
   * Networks", equations 2 and 3, with bins open below and closed above. Brier score: Brier 1950,
   * over all classes, so that two classes give twice what some call by the name.
   *
   * @param gold the class of each text
   * @param probabilities for each text, one for each class
   * @throws IllegalArgumentException when there is no text, there are not as many rows as texts, or
   *     a row does not hold probabilities that add up to 1
   * @throws IndexOutOfBoundsException when a class has no probability in its row
   */
  public static ProbabilityScores of(int[] gold, double[][] probabilities) {
    if (gold.length == 0 || gold.length != probabilities.length) {
      throw new IllegalArgumentException(
          "texts = %d classes, %d rows of probabilities; allowed: as many of each, 1 or more"
              .formatted(gold.length, probabilities.length));
    }
    long[] texts = new long[BINS];
    double[] confidence = new double[BINS];
    double[] correct = new double[BINS];
    double logLikelihood = 0;
    double brier = 0;
    for (int i = 0; i < gold.length; i++) {
      requireDistribution(i, probabilities[i]);
      int right = Objects.checkIndex(gold[i], probabilities[i].length);
      int best = largest(probabilities[i]);
      double sure = Math.min(1, probabilities[i][best]);
      int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(sure * BINS) - 1));
      texts[bin]++;
      confidence[bin] += sure;
      correct[bin] += best == right ? 1 : 0;
      logLikelihood += Math.log(Math.max(LEAST_PROBABILITY, probabilities[i][right]));
      brier += squaredDistance(probabilities[i], right);
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(correct[bin] - confidence[bin]) / gold.length;
      long size = Math.max(1, texts[bin]);
      bins.add(new Bin(texts[bin], confidence[bin] / size, correct[bin] / size));
    }
    return new ProbabilityScores(
        error, -logLikelihood / gold.length + 0.0, brier / gold.length, bins);
  }

  /** Returns the class of the largest probability; of equal ones, the first. */
  static int largest(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  private static double squaredDistance(double[] probabilities, int gold) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double gap = probabilities[i] - (i == gold ? 1 : 0);
      sum += gap * gap;
    }
    return sum;
  }

  private static void requireDistribution(int text, double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum += p >= 0 ? p : Double.NaN;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "probabilities of text %d add up to %s; allowed: 1, none below 0".formatted(text, sum));
    }
  }
}
