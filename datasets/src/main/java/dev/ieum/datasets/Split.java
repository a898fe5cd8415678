package dev.ieum.datasets;

/** The purpose of a part of a corpus. */
public enum Split {
  /** To train on. */
  TRAIN,
  /** To choose settings and the time to stop by. */
  DEV,
  /** To report scores on, and for nothing else. */
  TEST,
  /** Not divided. */
  WHOLE
}
