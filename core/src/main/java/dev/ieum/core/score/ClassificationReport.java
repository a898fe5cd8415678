package dev.ieum.core.score;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * All that is said of a classifier on texts of known class. Immutable.
 *
 * <p>The intervals are 95 % percentile intervals of the bootstrap: test sets of the same size are
 * drawn from the test set with replacement, and the figure is computed on each. They speak of the
 * chance of the test set alone, not of the seed a model was trained with. Shares are in [0, 1].
 *
 * @param confusion which classes were taken for which
 * @param accuracy the interval of {@link ConfusionMatrix#accuracy}
 * @param macroF1 the interval of {@link ConfusionMatrix#macroF1}
 * @param probabilities how far the probabilities can be trusted
 */
public record ClassificationReport(
    ConfusionMatrix confusion,
    Estimate accuracy,
    Estimate macroF1,
    ProbabilityScores probabilities) {

  /** What changes {@link #accuracy} other than the texts, in the form of the other scores. */
  public static final String ACCURACY_SIGNATURE = "accuracy|" + Score.VERSION;

  /** What changes {@link #macroF1}. */
  public static final String MACRO_F1_SIGNATURE = "macroF1|classes:occurring|" + Score.VERSION;

  /** What changes {@link ProbabilityScores#calibrationError}. */
  public static final String CALIBRATION_SIGNATURE =
      "ECE|bins:" + ProbabilityScores.BINS + "|width:equal|norm:l1|" + Score.VERSION;

  /**
   * A figure and the range that chance alone may move it in. Immutable.
   *
   * @param value the figure on the test set itself
   * @param interval its 95 % interval
   */
  public record Estimate(double value, Interval interval) {}

  public ClassificationReport {
    Objects.requireNonNull(confusion, "confusion");
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(macroF1, "macroF1");
    Objects.requireNonNull(probabilities, "probabilities");
  }

  /**
   * Scores a classifier's probabilities; the largest is its prediction, of equal ones the first.
   *
   * @param labels the classes, in order
   * @param gold the class of each text, as an index into {@code labels}
   * @param probabilities for each text, one for each class; they add up to 1
   * @param samples the test sets to draw; 1,000 is usual
   * @param seed what the draws follow from: the same seed gives the same report
   * @throws IllegalArgumentException when there is no text, the arrays differ in length, an index
   *     is not one of a label, or a row does not hold a probability for each
   */
  public static ClassificationReport of(
      List<String> labels, int[] gold, double[][] probabilities, int samples, long seed) {
    if (samples < 1) {
      throw new IllegalArgumentException("samples = " + samples + "; allowed: 1 or more");
    }
    for (double[] row : probabilities) {
      if (row.length != labels.size()) {
        throw new IllegalArgumentException(
            "probabilities = %d; allowed: %d, one for each label"
                .formatted(row.length, labels.size()));
      }
    }
    int[] predicted = Arrays.stream(probabilities).mapToInt(ProbabilityScores::largest).toArray();
    int[] cells = ConfusionMatrix.cellOf(labels, gold, predicted);
    ConfusionMatrix confusion = ConfusionMatrix.ofCells(labels, cells);
    double[] accuracies = new double[samples];
    double[] macros = new double[samples];
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[cells.length];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = cells[random.nextInt(cells.length)];
      }
      ConfusionMatrix sample = ConfusionMatrix.ofCells(labels, drawn);
      accuracies[i] = sample.accuracy();
      macros[i] = sample.macroF1();
    }
    return new ClassificationReport(
        confusion,
        new Estimate(confusion.accuracy(), Interval.middle95(accuracies)),
        new Estimate(confusion.macroF1(), Interval.middle95(macros)),
        ProbabilityScores.of(gold, probabilities));
  }

  /** Returns the number of texts. */
  public long texts() {
    return confusion.total();
  }

  /** Returns precision, recall and F1 of each class, in the order of the labels. */
  public List<ConfusionMatrix.ClassScore> classes() {
    return confusion.classes();
  }

  /** Returns the classes that no text belongs to, of which the figures say nothing. */
  public List<String> classesWithoutTexts() {
    return classes().stream()
        .filter(score -> score.support() == 0)
        .map(ConfusionMatrix.ClassScore::label)
        .toList();
  }
}
