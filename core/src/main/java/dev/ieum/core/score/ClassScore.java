package dev.ieum.core.score;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Precision, recall and F1 of one class. Immutable.
 *
 * <p>A class that no text belongs to has no recall, one that is never predicted no precision, and
 * one that is neither no F1; they are empty, since 0 would count as an error.
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
