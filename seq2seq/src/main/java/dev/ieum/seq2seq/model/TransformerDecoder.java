package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.Encoder;
import dev.ieum.core.nn.FeedForward;
import dev.ieum.core.nn.LayerNorm;
import dev.ieum.core.nn.MultiHeadAttention;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Positions;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformer layers that see the target up to their position and the whole source. Each of a
 * layer's three parts reads a norm and adds to its input: self-attention or a simple recurrent
 * unit, attention to the source, a feed-forward network. A last norm stands after all layers.
 */
final class TransformerDecoder implements Decoder {
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final Positions positions;

  /** One of {@code self} and {@code unit} is null. */
  private record Layer(
      LayerNorm selfNorm,
      MultiHeadAttention self,
      SimpleRecurrentUnit unit,
      LayerNorm sourceNorm,
      MultiHeadAttention source,
      LayerNorm feedForwardNorm,
      FeedForward feedForward) {}

  TransformerDecoder(ParameterStore store, TranslationShape shape) {
    NetworkConfig config = shape.config();
    boolean attends = config.decoder() == DecoderKind.TRANSFORMER;
    int heads = config.heads();
    for (int i = 0; i < config.decoderLayers(); i++) {
      List<ParameterList> norms = shape.norms(i);
      layers.add(
          new Layer(
              new LayerNorm(store, norms.get(0)),
              attends ? new MultiHeadAttention(store, shape.selfAttention(i), heads) : null,
              attends ? null : new SimpleRecurrentUnit(store, shape.simpleRecurrentUnit(i)),
              new LayerNorm(store, norms.get(1)),
              new MultiHeadAttention(store, shape.sourceAttention(i), heads),
              new LayerNorm(store, norms.get(2)),
              new FeedForward(store, shape.feedForward(i))));
    }
    norm = new LayerNorm(store, shape.norm());
    positions = new Positions(config.embeddingSize());
  }

  @Override
  public NDArray vectors(
      NDArray x, Encoder.Encoded source, NDArray mask, Regularization drop, Dropout dropout) {
    int length = Math.toIntExact(x.getShape().get(1));
    NDArray causal = MultiHeadAttention.causalMask(x.getManager(), length);
    NDArray padding = mask.expandDims(1); // (B, 1, 1, S)
    double rate = drop.layerDropout();
    NDArray y = positions.add(x);
    for (Layer layer : layers) {
      NDArray read = layer.selfNorm().apply(y);
      NDArray past =
          layer.self() == null
              ? layer.unit().read(read)
              : attend(layer.self(), read, read, causal, drop, dropout);
      y = y.add(dropout.units(past, rate));
      read = layer.sourceNorm().apply(y);
      NDArray seen = attend(layer.source(), read, source.states(), padding, drop, dropout);
      y = y.add(dropout.units(seen, rate));
      NDArray mapped = layer.feedForward().apply(layer.feedForwardNorm().apply(y));
      y = y.add(dropout.units(mapped, rate));
    }
    return norm.apply(y);
  }

  private static NDArray attend(
      MultiHeadAttention attention,
      NDArray x,
      NDArray memory,
      NDArray mask,
      Regularization drop,
      Dropout dropout) {
    return attention.attend(x, attention.read(memory), mask, drop.attentionDropout(), dropout);
  }
}
