package dev.ieum.core.score;

/** Which of two figures of a metric is the better one. */
public enum Direction {
  /** As of accuracy or BLEU. */
  HIGHER_IS_BETTER,
  /** As of a loss. */
  LOWER_IS_BETTER;

  /** Returns {@code figure} so that a better one is larger. */
  public double rank(double figure) {
    return this == HIGHER_IS_BETTER ? figure : -figure;
  }
}
