package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.Attention;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.RecurrentLayer;
import dev.ieum.core.nn.RecurrentState;
import dev.ieum.core.nn.Scaling;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoder: recurrent layers with attention between or after them.
 *
 * <p>The bottom layer reads target embeddings and asks; attention answers with a context; a second
 * layer, where there is one, reads both, so knows what was attended to before, and adds what it
 * finds to what the first said. That gives what input feeding gives (Luong et al. 2015, section
 * 3.3) while every layer still runs over a whole target in one call, which a loop through the
 * output cannot. One method serves training (all target positions) and search (one position).
 */
public final class AttentionDecoder {
  private final List<RecurrentLayer> layers = new ArrayList<>();
  private final Projection bridge;
  private final Attention attention; // null when the network has none
  private final Projection output;
  private final int hiddenSize;
  private final boolean hasCell;

  /**
   * Result of a pass over T positions.
   *
   * @param vectors {@code [R, T, E]}, to be scored against the vocabulary
   * @param state after the last position
   * @param weights attention {@code [B, R / B * T, S]}; null when the network has none
   */
  public record Step(NDArray vectors, DecoderState state, NDArray weights) {}

  AttentionDecoder(ParameterStore store, NetworkConfig config, int memorySize) {
    hiddenSize = config.decoderHidden();
    hasCell = config.cell() == dev.ieum.core.nn.CellType.LSTM;
    int states = config.decoderLayers() * (hasCell ? 2 : 1);
    bridge = new Projection(store, "decoder.bridge", memorySize, states * hiddenSize, true);
    layers.add(
        new RecurrentLayer(store, "decoder.0", config.cell(), config.embeddingSize(), hiddenSize));
    attention =
        switch (config.attention()) {
          case GENERAL -> new Attention(store, "decoder.attention", memorySize, hiddenSize);
          case NONE -> null;
        };
    if (config.decoderLayers() == 2) {
      layers.add(
          new RecurrentLayer(
              store, "decoder.1", config.cell(), hiddenSize + memorySize, hiddenSize));
    }
    output =
        new Projection(
            store, "decoder.output", hiddenSize + memorySize, config.embeddingSize(), true);
  }

  /** Projects the keys of an encoded batch. */
  Memory remember(NDArray states, NDArray last, NDArray mask) {
    NDArray keys = attention == null ? last.getManager().create(0f) : attention.keys(states);
    return new Memory(states, keys, mask, last);
  }

  /** Makes the state before the first target position out of the encoder's final state. */
  DecoderState start(Memory memory) {
    NDArray all = bridge.apply(memory.last()).expandDims(0); // (1, B, states * H)
    List<RecurrentState> start = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < layers.size(); i++) {
      NDArray hidden = slice(all, from).tanh();
      from += hiddenSize;
      if (hasCell) {
        start.add(new RecurrentState(hidden, slice(all, from)));
        from += hiddenSize;
      } else {
        start.add(new RecurrentState(hidden, hidden));
      }
    }
    return new DecoderState(start);
  }

  private NDArray slice(NDArray all, long from) {
    // The recurrent kernel wants its state contiguous, which a slice is not and a product is.
    // DJL's duplicate() would be too, but no gradient comes back through it.
    return Scaling.by(all.get(":, :, {}:{}", from, from + hiddenSize), 1f);
  }

  /**
   * Reads T target tokens.
   *
   * @param x {@code [R, T, E]}; R is B, or B times the beam with a sentence's rows together
   * @param state of R rows
   * @param memory of B sentences
   */
  Step forward(NDArray x, DecoderState state, Memory memory, Regularization drop, Dropout dropout) {
    RecurrentLayer.Output bottom =
        layers.get(0).forward(x, state.layers().get(0), drop.recurrentDropout(), dropout);
    List<RecurrentState> after = new ArrayList<>();
    after.add(bottom.last());
    NDArray top = dropout.locked(bottom.states(), drop.layerDropout());
    Seen seen = look(top, memory);
    NDArray both = top.concat(seen.context(), 2); // (R, T, H + M)
    if (layers.size() == 2) {
      RecurrentLayer.Output second =
          layers.get(1).forward(both, state.layers().get(1), drop.recurrentDropout(), dropout);
      after.add(second.last());
      top = top.add(dropout.locked(second.states(), drop.layerDropout()));
      both = top.concat(seen.context(), 2);
    }
    return new Step(output.apply(both).tanh(), new DecoderState(after), seen.weights());
  }

  private record Seen(NDArray context, NDArray weights) {}

  private Seen look(NDArray query, Memory memory) {
    Shape shape = query.getShape();
    long rows = shape.get(0);
    long perSentence = rows / memory.size() * shape.get(1);
    long memorySize = memory.last().getShape().get(1);
    Shape back = new Shape(rows, shape.get(1), memorySize);
    if (attention == null) {
      NDArray last = memory.last().expandDims(1);
      return new Seen(last.repeat(1, perSentence).reshape(back), null);
    }
    Attention.Attended attended =
        attention.attend(
            query.reshape(memory.size(), perSentence, hiddenSize),
            memory.keys(),
            memory.states(),
            memory.mask());
    return new Seen(attended.context().reshape(back), attended.weights());
  }
}
