package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.RecurrentState;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the decoder carries from token to token.
 *
 * @param layers states {@code [1, R, H]} of its layers, bottom first
 */
public record DecoderState(List<RecurrentState> layers) {
  public DecoderState {
    layers = List.copyOf(layers);
  }

  /** Returns the state with {@code change} applied to every array. */
  public DecoderState map(UnaryOperator<NDArray> change) {
    return new DecoderState(layers.stream().map(layer -> layer.map(change)).toList());
  }
}
