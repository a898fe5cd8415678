package dev.ieum.core.score;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tells whether system A scores better than system B beyond the chance of the test sentences.
 *
 * <p>Paired bootstrap (Koehn 2004, "Statistical Significance Tests for Machine Translation
 * Evaluation"): test sets of the same size are drawn from the test set with replacement, and both
 * systems are scored on each. The interval holds the middle 95 % of the differences; wins are
 * Koehn's figure, the share of drawn sets on which A is better. The p-value is two-sided under the
 * shifted null of Riezler and Maxwell (2005): how often a drawn difference strays from the mean of
 * the drawn differences by at least the difference observed. Immutable.
 *
 * @param samples the test sets to draw; 1,000 is usual
 * @param seed what the draws follow from: the same seed gives the same result
 */
public record PairedBootstrap(int samples, long seed) {

  /**
   * What the drawn test sets say about A minus B. Immutable.
   *
   * @param scoreA A on the real test set
   * @param scoreB B on the real test set
   * @param meanDifference mean of A − B over the drawn sets, in points of the score
   * @param low lower end of the 95 % interval of A − B
   * @param high upper end of the 95 % interval of A − B
   * @param pValue chance of such a difference if there were none; small means real
   * @param winsA share of drawn sets on which A is strictly better, in [0, 1]
   */
  public record Comparison(
      Score scoreA,
      Score scoreB,
      double meanDifference,
      double low,
      double high,
      double pValue,
      double winsA) {

    /** Returns the difference on the real test set. */
    public double difference() {
      return scoreA.value() - scoreB.value();
    }

    /** Returns one line: the difference, its interval and its p-value. */
    public String text() {
      return "%s: %s - %s = %s, 95 %% interval [%s, %s], p = %s"
          .formatted(
              scoreA.name(),
              Score.fixed(scoreA.value(), 2),
              Score.fixed(scoreB.value(), 2),
              Score.fixed(difference(), 2),
              Score.fixed(low, 2),
              Score.fixed(high, 2),
              Score.fixed(pValue, 4));
    }
  }

  public PairedBootstrap {
    if (samples < 1) {
      throw new IllegalArgumentException("samples = " + samples + "; allowed: 1 or more");
    }
  }

  /**
   * Compares two systems' translations of the same sentences.
   *
   * @throws IllegalArgumentException when the three lists are empty or differ in length
   */
  public Comparison compare(
      Metric metric, List<String> systemA, List<String> systemB, List<String> references) {
    int[][] rowsA = rows(metric, systemA, references);
    int[][] rowsB = rows(metric, systemB, references);
    int[] all = IntStream.range(0, rowsA.length).toArray();
    Score scoreA = metric.score(sum(rowsA, all));
    Score scoreB = metric.score(sum(rowsB, all));
    SplittableRandom random = new SplittableRandom(seed);
    double[] differences = new double[samples];
    for (int i = 0; i < samples; i++) {
      int[] draw = random.ints(rowsA.length, 0, rowsA.length).toArray();
      differences[i] =
          metric.score(sum(rowsA, draw)).value() - metric.score(sum(rowsB, draw)).value();
    }
    return summary(scoreA, scoreB, differences);
  }

  /**
   * Returns the 95 % interval of one system's score.
   *
   * @throws IllegalArgumentException when the lists are empty or differ in length
   */
  public Interval interval(Metric metric, List<String> system, List<String> references) {
    int[][] rows = rows(metric, system, references);
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[samples];
    for (int i = 0; i < samples; i++) {
      int[] draw = random.ints(rows.length, 0, rows.length).toArray();
      scores[i] = metric.score(sum(rows, draw)).value();
    }
    return Interval.middle95(scores);
  }

  private static Comparison summary(Score scoreA, Score scoreB, double[] differences) {
    int samples = differences.length;
    double mean = Arrays.stream(differences).sum() / samples;
    double observed = Math.abs(scoreA.value() - scoreB.value());
    long asFar = Arrays.stream(differences).filter(d -> Math.abs(d - mean) >= observed).count();
    long wins = Arrays.stream(differences).filter(d -> d > 0).count();
    Interval middle = Interval.middle95(differences);
    return new Comparison(
        scoreA,
        scoreB,
        mean,
        middle.low(),
        middle.high(),
        (asFar + 1.0) / (samples + 1.0), // never 0: the real test set counts as one draw
        (double) wins / samples);
  }

  private static int[][] rows(Metric metric, List<String> system, List<String> references) {
    Metric.requireParallel(system, references);
    int[][] rows = new int[system.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = metric.statistics(system.get(i), references.get(i));
    }
    return rows;
  }

  private static long[] sum(int[][] rows, int[] indices) {
    long[] sum = new long[rows[0].length];
    for (int index : indices) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += rows[index][j];
      }
    }
    return sum;
  }
}
