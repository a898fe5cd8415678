package dev.ieum.datasets;

/** What a part of a corpus is for. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose settings and the moment to stop by. */
  DEV,
  /** To report figures on, and for nothing else. */
  TEST,
  /** A corpus that comes undivided. */
  WHOLE
}
