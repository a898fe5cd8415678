package dev.ieum.sentiment.train;

import dev.ieum.core.score.ClassificationReport;

/** What early stopping and the choice of snapshots look at; more is better. */
public enum LabelMetric {
  /** Share of right answers, in percent. */
  ACCURACY,
  /** Mean over the classes of the harmonic mean of precision and recall, in percent. */
  MACRO_F1,
  /**
   * Mean logarithm of the right answer's probability, in nats. It moves with every text and not
   * only with those that cross a border, so a small dev set tells more by it.
   */
  LOG_LIKELIHOOD;

  /** Returns the figure out of {@code report}. */
  double of(ClassificationReport report) {
    return switch (this) {
      case ACCURACY -> 100 * report.accuracy().value();
      case MACRO_F1 -> 100 * report.macroF1().value();
      case LOG_LIKELIHOOD -> -report.probabilities().negativeLogLikelihood();
    };
  }
}
