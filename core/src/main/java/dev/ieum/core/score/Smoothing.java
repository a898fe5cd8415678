package dev.ieum.core.score;

/**
 * What BLEU does about an n-gram order without a single match (Chen and Cherry 2014, "A Systematic
 * Comparison of Smoothing Techniques for Sentence-Level BLEU").
 */
public enum Smoothing {
  /** Method 3, NIST's: the first empty order counts 1/2 match, the next 1/4, and so on. */
  EXP(0),
  /** Method 1: an empty order counts a small number of matches. */
  FLOOR(0.1),
  /** Method 2: a number is added to matches and totals of the orders above 1. */
  ADD_K(1),
  /** An empty order makes the score 0. */
  NONE(0);

  private final double defaultValue;

  Smoothing(double defaultValue) {
    this.defaultValue = defaultValue;
  }

  /** Returns sacreBLEU's default for the method's number; 0 where it has none. */
  public double defaultValue() {
    return defaultValue;
  }
}
