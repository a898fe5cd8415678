package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformer layers in which padding never changes a result: {@code x + attention(norm(x))}, then
 * {@code x + feedForward(norm(x))}, and a last norm. Norms stand before each part (Xiong et al.
 * 2020), so that learning begins without a long warm-up.
 */
public final class TransformerEncoder implements Encoder {
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final Positions positions;

  private record Layer(
      LayerNorm attentionNorm,
      MultiHeadAttention attention,
      LayerNorm feedForwardNorm,
      FeedForward feedForward) {}

  /** Declares the layers. */
  public TransformerEncoder(ParameterStore store, EncoderShape shape) {
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(
          new Layer(
              new LayerNorm(store, shape.attentionNorm(i)),
              new MultiHeadAttention(store, shape.attention(i), shape.heads()),
              new LayerNorm(store, shape.feedForwardNorm(i)),
              new FeedForward(store, shape.feedForward(i))));
    }
    norm = new LayerNorm(store, shape.norm());
    positions = new Positions(shape.inputSize());
  }

  /** The last vector is the mean of the states. */
  @Override
  public Encoded encode(NDArray x, SequenceBatch batch, Rates rates, Dropout dropout) {
    NDArray states = read(x, batch.mask().expandDims(1), rates, dropout);
    return new Encoded(states, batch.mean(states));
  }

  /**
   * Returns the states {@code [B, S, E]} of embedded ids.
   *
   * @param x {@code [B, S, E]}
   * @param mask what positions do not see, see {@link MultiHeadAttention#attend}; with {@link
   *     MultiHeadAttention#causalMask} each sees those before it alone
   */
  public NDArray read(NDArray x, NDArray mask, Rates rates, Dropout dropout) {
    NDArray y = positions.add(x);
    for (Layer layer : layers) {
      NDArray read = layer.attentionNorm().apply(y);
      MultiHeadAttention attention = layer.attention();
      NDArray seen = attention.attend(read, attention.read(read), mask, rates.attention(), dropout);
      y = y.add(dropout.units(seen, rates.layer()));
      NDArray mapped = layer.feedForward().apply(layer.feedForwardNorm().apply(y));
      y = y.add(dropout.units(mapped, rates.layer()));
    }
    return norm.apply(y);
  }
}
