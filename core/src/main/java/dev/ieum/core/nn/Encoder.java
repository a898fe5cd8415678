package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * Reads embedded sequences, for training; {@code core.inference.Encoder} reads them with what was
 * learned. Padding never changes a result. Thread-safe once made, as long as nobody trains it.
 */
public sealed interface Encoder permits RecurrentEncoder {

  /**
   * An encoded batch.
   *
   * @param states {@code [B, S, M]}; the values at padded positions are undefined
   * @param last {@code [B, M]}, one vector for each sequence
   */
  record Encoded(NDArray states, NDArray last) {}

  /** Declares an encoder. */
  static Encoder of(ParameterStore store, EncoderShape shape) {
    return switch (shape.kind()) {
      case RECURRENT -> new RecurrentEncoder(store, shape);
    };
  }

  /**
   * Encodes a batch.
   *
   * @param x {@code [B, S, E]}, the embedded ids of {@code batch}
   * @param layerDropout rate of locked dropout between layers
   * @param recurrentDropout rate of dropout of hidden units in the recurrence
   */
  Encoded encode(
      NDArray x,
      SequenceBatch batch,
      double layerDropout,
      double recurrentDropout,
      Dropout dropout);
}
