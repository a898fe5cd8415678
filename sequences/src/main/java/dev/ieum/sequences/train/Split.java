package dev.ieum.sequences.train;

/** How sequences are shared between training and evaluation. */
public enum Split {
  /**
   * The last event of each sequence of three or more tests, the one before is for the dev set, the
   * rest trains; sequences have no end (Kang and McAuley 2018).
   */
  LEAVE_ONE_OUT,
  /** A sequence is in one part as a whole, and its end is an event. */
  WHOLE
}
