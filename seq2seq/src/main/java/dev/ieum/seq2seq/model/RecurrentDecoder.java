package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.Attention;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.Encoder;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.RecurrentLayer;
import dev.ieum.core.nn.Scaling;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers with attention after the first.
 *
 * <p>The first layer reads target embeddings and queries the source; attention returns a context;
 * each further layer reads the state below it and the context, so it knows what was attended to
 * before, and its state is added to that below it. The effect is that of input feeding (Luong et
 * al. 2015, section 3.3), while every layer still runs over a whole target in one call, which a
 * loop through the output cannot.
 */
final class RecurrentDecoder implements Decoder {
  private final List<RecurrentLayer> layers = new ArrayList<>();
  private final Projection bridge;
  private final Attention attention; // null when the network has none
  private final Projection output;
  private final int hiddenSize;
  private final boolean hasCell;

  RecurrentDecoder(ParameterStore store, TranslationShape shape) {
    NetworkConfig config = shape.config();
    hiddenSize = config.decoderHidden();
    hasCell = config.cell() == CellType.LSTM;
    bridge = new Projection(store, shape.bridge());
    layers.add(new RecurrentLayer(store, shape.decoderLayer(0), config.cell()));
    attention = // here, since initial values depend on the order of declarations
        switch (config.attention()) {
          case GENERAL -> new Attention(store, shape.attentionKeys(), hiddenSize);
          case NONE -> null;
        };
    for (int i = 1; i < config.decoderLayers(); i++) {
      layers.add(new RecurrentLayer(store, shape.decoderLayer(i), config.cell()));
    }
    output = new Projection(store, shape.output());
  }

  /** Makes the states before the first target position out of the encoder's last vector. */
  private List<RecurrentLayer.State> start(NDArray last) {
    NDArray all = bridge.apply(last).expandDims(0); // (1, B, states * H)
    List<RecurrentLayer.State> start = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < layers.size(); i++) {
      NDArray hidden = slice(all, from).tanh();
      from += hiddenSize;
      if (hasCell) {
        start.add(new RecurrentLayer.State(hidden, slice(all, from)));
        from += hiddenSize;
      } else {
        start.add(new RecurrentLayer.State(hidden, hidden));
      }
    }
    return start;
  }

  private NDArray slice(NDArray all, long from) {
    // The recurrent kernel wants its state contiguous, which a slice is not and a product is.
    // DJL's duplicate() would be too, but no gradient comes back through it.
    return Scaling.by(all.get(":, :, {}:{}", from, from + hiddenSize), 1f);
  }

  @Override
  public NDArray vectors(
      NDArray x, Encoder.Encoded source, NDArray mask, Regularization drop, Dropout dropout) {
    NDArray keys = attention == null ? null : attention.keys(source.states());
    List<RecurrentLayer.State> start = start(source.last());
    NDArray top = null;
    NDArray context = null;
    NDArray both = x; // what the next layer reads: from the second on (B, T, H + M)
    for (int i = 0; i < layers.size(); i++) {
      NDArray states = layers.get(i).forward(both, start.get(i), drop.recurrentDropout(), dropout);
      states = dropout.locked(states, drop.layerDropout());
      top = top == null ? states : top.add(states);
      if (context == null) {
        context = context(top, keys, source, mask);
      }
      both = top.concat(context, 2);
    }
    return output.apply(both).tanh();
  }

  private NDArray context(NDArray query, NDArray keys, Encoder.Encoded source, NDArray mask) {
    return attention == null
        ? source.last().expandDims(1).repeat(1, query.getShape().get(1))
        : attention.attend(query, keys, source.states(), mask).context();
  }
}
