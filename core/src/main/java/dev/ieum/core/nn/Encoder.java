package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * Reads embedded sequences, for training; {@code core.inference.Encoder} reads them with what was
 * learned. Padding never changes a result. Thread-safe once made, as long as nobody trains it.
 */
public sealed interface Encoder permits RecurrentEncoder, TransformerEncoder {

  /**
   * An encoded batch.
   *
   * @param states {@code [B, S, M]}; the values at padded positions are undefined
   * @param last {@code [B, M]}, one vector for each sequence
   */
  record Encoded(NDArray states, NDArray last) {}

  /**
   * Rates of dropout.
   *
   * @param layer between recurrent layers, locked; of what each part of a Transformer layer adds
   * @param recurrent of hidden units in the recurrence
   * @param attention of a Transformer's attention weights
   */
  record Rates(double layer, double recurrent, double attention) {
    /** Nothing is left out. */
    public static final Rates NONE = new Rates(0, 0, 0);
  }

  /** Declares an encoder. */
  static Encoder of(ParameterStore store, EncoderShape shape) {
    return switch (shape.kind()) {
      case RECURRENT -> new RecurrentEncoder(store, shape);
      case TRANSFORMER -> new TransformerEncoder(store, shape);
    };
  }

  /**
   * Encodes a batch.
   *
   * @param x {@code [B, S, E]}, the embedded ids of {@code batch}
   */
  Encoded encode(NDArray x, SequenceBatch batch, Rates rates, Dropout dropout);
}
