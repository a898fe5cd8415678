package dev.ieum.seq2seq.model;

import dev.ieum.core.nn.RecurrentState;
import java.util.List;

/**
 * What the decoder carries from token to token.
 *
 * @param layers states {@code [1, R, H]} of its layers, bottom first
 */
public record DecoderState(List<RecurrentState> layers) {
  public DecoderState {
    layers = List.copyOf(layers);
  }
}
