package dev.ieum.core.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;
import java.util.List;

/**
 * Reads sequences of token ids: the inference of {@code nn.Encoder} and of the embedding before it.
 * Thread-safe. The states of a sequence are the same bits whatever other sequences it is encoded
 * with.
 */
public interface Encoder {

  /**
   * An encoded sequence.
   *
   * @param states {@code [S][M]}
   * @param last {@code [M]}, one vector for the whole sequence
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  record Encoded(float[][] states, float[] last) {}

  /**
   * Takes the parameters of an encoder and of its embedding.
   *
   * @param embedding of {@link ParameterList#embedding}
   * @throws dev.ieum.core.bundle.ModelBundleException when one is missing or has another shape
   */
  static Encoder of(
      Weights weights, ParameterList embedding, EncoderShape shape, WeightFormat format) {
    return switch (shape.kind()) {
      case RECURRENT -> new RecurrentEncoder(weights, embedding, shape, format);
      case TRANSFORMER -> new TransformerEncoder(weights, embedding, shape, format);
    };
  }

  /** Encodes sequences of ids, none empty; the result has one entry for each. */
  List<Encoded> encode(int[][] sequences);
}
