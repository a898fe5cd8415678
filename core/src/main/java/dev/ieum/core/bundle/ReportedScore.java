package dev.ieum.core.bundle;

import java.util.Objects;

/**
 * A figure that a model reached on a named test set. Immutable.
 *
 * @param test the test set, as the command that measured it names it
 * @param signature the metric with every choice that changes its figure
 * @param value the figure
 */
public record ReportedScore(String test, String signature, double value) {
  public ReportedScore {
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(signature, "signature");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "score of %s = %s; allowed: a finite number".formatted(test, value));
    }
  }
}
