package dev.ieum.sequences.model;

import java.util.List;

/** The layers of a {@link SequencePredictor} and what they remember. Thread-safe. */
sealed interface Layers permits RecurrentLayers, TransformerLayers {

  /**
   * Returns a state of zeros.
   *
   * @param read events that it stands for, BOS included
   */
  SequenceState blank(int read);

  /** Returns how many numbers such a state has. */
  long size(long read);

  /** Reads one event of each of several sequences; see {@link SequencePredictor#advance}. */
  List<SequenceState> advance(int[] ids, List<SequenceState> from);

  /** Returns what the uppermost layer made of the last event. */
  float[] top(SequenceState state);
}
