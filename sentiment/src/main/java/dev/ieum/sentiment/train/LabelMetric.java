package dev.ieum.sentiment.train;

import dev.ieum.core.score.ClassificationReport;

/** What early stopping can look at. */
public enum LabelMetric {
  /** Share of right answers. */
  ACCURACY,
  /** Mean over the classes of the harmonic mean of precision and recall. */
  MACRO_F1;

  /** Returns the figure out of {@code report}, in percent. */
  double of(ClassificationReport report) {
    return 100
        * switch (this) {
          case ACCURACY -> report.accuracy().value();
          case MACRO_F1 -> report.macroF1().value();
        };
  }
}
