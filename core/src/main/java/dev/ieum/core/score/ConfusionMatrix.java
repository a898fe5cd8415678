package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** How often texts of each class were taken for each class. Immutable. */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final long[] cells; // row by row: texts of class g predicted as p at g * classes + p

  /**
   * How well one class is told from the others. Immutable.
   *
   * <p>A class that no text belongs to has no recall, one that is never predicted no precision, and
   * one that is neither no F1; they are empty rather than 0, which would be a claim.
   *
   * @param label the class
   * @param support how many texts belong to it
   * @param predicted how many texts it was predicted for
   * @param correct how many of them rightly
   */
  public record ClassScore(String label, long support, long predicted, long correct) {
    public ClassScore {
      Objects.requireNonNull(label, "label");
      if (correct < 0 || correct > Math.min(support, predicted)) {
        throw new IllegalArgumentException(
            "%s: correct = %d; allowed: 0 to the lesser of support %d and predicted %d"
                .formatted(label, correct, support, predicted));
      }
    }

    /** Returns the share of its predictions that are right, in [0, 1]. */
    public OptionalDouble precision() {
      return ratio(correct, predicted);
    }

    /** Returns the share of its texts that are found, in [0, 1]. */
    public OptionalDouble recall() {
      return ratio(correct, support);
    }

    /** Returns the harmonic mean of precision and recall, in [0, 1]. */
    public OptionalDouble f1() {
      return ratio(2 * correct, support + predicted);
    }

    private static OptionalDouble ratio(long part, long whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
  }

  private ConfusionMatrix(List<String> labels, long[] cells) {
    this.labels = labels;
    this.cells = cells;
  }

  /**
   * Counts predictions.
   *
   * @param labels the classes
   * @param gold the class of each text, as an index into {@code labels}
   * @param predicted the class it was taken for
   * @throws IllegalArgumentException when a label stands twice, the arrays differ in length or are
   *     empty, or an index is not one of a label
   */
  public static ConfusionMatrix of(List<String> labels, int[] gold, int[] predicted) {
    return ofCells(labels, cellOf(labels, gold, predicted));
  }

  /** Returns the cell that each text falls into, after checking them all. */
  static int[] cellOf(List<String> labels, int[] gold, int[] predicted) {
    if (labels.isEmpty() || new HashSet<>(labels).size() < labels.size()) {
      throw new IllegalArgumentException(
          "labels = " + labels + "; allowed: 1 or more, each of them once");
    }
    if (gold.length == 0 || gold.length != predicted.length) {
      throw new IllegalArgumentException(
          "texts = %d classes, %d predictions; allowed: as many of each, 1 or more"
              .formatted(gold.length, predicted.length));
    }
    int[] cells = new int[gold.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = requireIndex(labels, gold[i]) * labels.size() + requireIndex(labels, predicted[i]);
    }
    return cells;
  }

  private static int requireIndex(List<String> labels, int index) {
    if (index < 0 || index >= labels.size()) {
      throw new IllegalArgumentException(
          "class = %d; allowed: 0 to %d".formatted(index, labels.size() - 1));
    }
    return index;
  }

  static ConfusionMatrix ofCells(List<String> labels, int[] cellOfText) {
    long[] cells = new long[labels.size() * labels.size()];
    for (int cell : cellOfText) {
      cells[cell]++;
    }
    return new ConfusionMatrix(List.copyOf(labels), cells);
  }

  /** Returns the classes, in the order of rows and columns. */
  public List<String> labels() {
    return labels;
  }

  /** Returns how many texts of class {@code gold} were taken for class {@code predicted}. */
  public long count(int gold, int predicted) {
    return cells[requireIndex(labels, gold) * labels.size() + requireIndex(labels, predicted)];
  }

  /** Returns how many texts were counted. */
  public long total() {
    return Arrays.stream(cells).sum();
  }

  /** Returns the share of texts taken for what they are, in [0, 1]. */
  public double accuracy() {
    long correct = 0;
    for (int i = 0; i < labels.size(); i++) {
      correct += count(i, i);
    }
    return (double) correct / total();
  }

  /** Returns the scores of each class, in the order of the labels. */
  public List<ClassScore> classes() {
    List<ClassScore> classes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      long support = 0;
      long predicted = 0;
      for (int j = 0; j < labels.size(); j++) {
        support += count(i, j);
        predicted += count(j, i);
      }
      classes.add(new ClassScore(labels.get(i), support, predicted, count(i, i)));
    }
    return List.copyOf(classes);
  }

  /**
   * Returns the mean F1 of the classes that occur, as texts or as predictions, in [0, 1].
   *
   * <p>That is scikit-learn's {@code f1_score(average="macro")}. Classes that occur in neither have
   * no F1 and would only change the figure with the list of labels.
   */
  public double macroF1() {
    return classes().stream()
        .filter(score -> score.f1().isPresent())
        .mapToDouble(score -> score.f1().getAsDouble())
        .average()
        .orElseThrow(); // a matrix holds a text
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that
        && labels.equals(that.labels)
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return labels + " " + Arrays.toString(cells);
  }
}
