package dev.ieum.core.bundle;

/** What a model does. */
public enum ModelTask {
  /** Text of one language in, text of another out. */
  TRANSLATION,
  /** Text in, a polarity with probabilities out. */
  SENTIMENT,
  /** Events in order in, what comes next with probabilities out. */
  NEXT,
  /** Series of numbers in, quantiles of what comes next out. */
  FORECAST,
  /** Sound in, a few known words with times out. */
  COMMANDS
}
