package dev.ieum.core.nn;

/**
 * The architecture of an encoder and its sizes, the same for training and inference. Immutable.
 *
 * @param kind its architecture
 * @param name the prefix of its parameters' names
 * @param cell kind of its recurrent layers
 * @param inputSize E, of the embeddings it reads; also the width of Transformer layers
 * @param hiddenSize H, of each direction of recurrent layers
 * @param layers one or more
 * @param heads of Transformer layers; divides E
 * @param feedForward units inside the feed-forward networks of Transformer layers
 */
public record EncoderShape(
    EncoderKind kind,
    String name,
    CellType cell,
    int inputSize,
    int hiddenSize,
    int layers,
    int heads,
    int feedForward) {

  /** Returns the width of a state. */
  public int outputSize() {
    return switch (kind) {
      case RECURRENT -> 2 * hiddenSize;
      case TRANSFORMER -> inputSize;
    };
  }

  /** Returns this with another number of layers. */
  EncoderShape withLayers(int count) {
    return new EncoderShape(kind, name, cell, inputSize, hiddenSize, count, heads, feedForward);
  }

  /** Returns the parameters of the half of recurrent layer {@code i} that reads left to right. */
  public ParameterList forward(int i) {
    return recurrent(i, "forward");
  }

  /** Returns the parameters of the half of recurrent layer {@code i} that reads right to left. */
  public ParameterList backward(int i) {
    return recurrent(i, "backward");
  }

  private ParameterList recurrent(int i, String direction) {
    String layer = "%s.%d.%s".formatted(name, i, direction);
    return ParameterList.recurrent(layer, cell, i == 0 ? inputSize : outputSize(), hiddenSize);
  }

  /** Returns the parameters of the attention of Transformer layer {@code i}. */
  public ParameterList attention(int i) {
    return ParameterList.multiHead("%s.%d.attention".formatted(name, i), inputSize, inputSize);
  }

  /** Returns the parameters of the feed-forward network of Transformer layer {@code i}. */
  public ParameterList feedForward(int i) {
    return ParameterList.feedForward(
        "%s.%d.feed_forward".formatted(name, i), inputSize, feedForward);
  }

  /** Returns the parameters of the norm before the attention of Transformer layer {@code i}. */
  public ParameterList attentionNorm(int i) {
    return ParameterList.layerNorm("%s.%d.attention_norm".formatted(name, i), inputSize);
  }

  /** Returns the parameters of the norm before the feed-forward network of layer {@code i}. */
  public ParameterList feedForwardNorm(int i) {
    return ParameterList.layerNorm("%s.%d.feed_forward_norm".formatted(name, i), inputSize);
  }

  /** Returns the parameters of the norm after all Transformer layers. */
  public ParameterList norm() {
    return ParameterList.layerNorm(name + ".norm", inputSize);
  }

  /** The architectures that an encoder can have. */
  public enum EncoderKind {
    /** Bidirectional recurrent layers. */
    RECURRENT,
    /** Layers of self-attention and feed-forward networks (Vaswani et al. 2017). */
    TRANSFORMER
  }
}
