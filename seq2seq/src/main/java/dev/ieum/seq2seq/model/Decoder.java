package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.Encoder;
import dev.ieum.core.nn.ParameterStore;

/**
 * Reads whole targets under the sources they translate, for training; {@code inference.Decoder}
 * reads them token by token. What follows a position never changes its vector. Thread-safe once
 * made, as long as nobody trains it.
 */
sealed interface Decoder permits RecurrentDecoder, TransformerDecoder {
  /** Declares a decoder. */
  static Decoder of(ParameterStore store, TranslationShape shape) {
    return switch (shape.config().decoder()) {
      case RECURRENT -> new RecurrentDecoder(store, shape);
      case TRANSFORMER, SSRU -> new TransformerDecoder(store, shape);
    };
  }

  /**
   * Reads target tokens.
   *
   * @param x {@code [B, T, E]}, embedded
   * @param source the encoded sources
   * @param mask {@code [B, 1, S]}, 0 or -1e9
   * @return {@code [B, T, E]}, to be scored against the vocabulary
   */
  NDArray vectors(
      NDArray x, Encoder.Encoded source, NDArray mask, Regularization drop, Dropout dropout);
}
