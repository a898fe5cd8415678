package dev.ieum.core.nn;

/** The ways in which the states of a sequence become one vector. */
public enum Pooling {
  /** The largest value of each unit over all real positions (Conneau et al. 2017, section 3.2). */
  MAX,
  /** The mean of all real positions. */
  MEAN,
  /** The last state of each direction. */
  LAST,
  /**
   * A mean weighted by the score that a learned query gives each position (Yang et al. 2016, eq.
   * 5-7).
   */
  ATTENTION
}
