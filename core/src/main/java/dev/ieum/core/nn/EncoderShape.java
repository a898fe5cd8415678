package dev.ieum.core.nn;

/**
 * The architecture of an encoder and its sizes, the same for training and inference. Immutable.
 *
 * @param kind its architecture
 * @param name the prefix of its parameters' names
 * @param cell kind of its recurrent layers
 * @param inputSize E, of the embeddings it reads
 * @param hiddenSize H, of each direction
 * @param layers one or more
 */
public record EncoderShape(
    EncoderKind kind, String name, CellType cell, int inputSize, int hiddenSize, int layers) {

  /** Returns the width of a state: 2H. */
  public int outputSize() {
    return 2 * hiddenSize;
  }

  /** Returns this with another number of layers. */
  EncoderShape withLayers(int count) {
    return new EncoderShape(kind, name, cell, inputSize, hiddenSize, count);
  }

  /** Returns the parameters of the half of layer {@code i} that reads from left to right. */
  public ParameterList forward(int i) {
    return layer(i, "forward");
  }

  /** Returns the parameters of the half of layer {@code i} that reads from right to left. */
  public ParameterList backward(int i) {
    return layer(i, "backward");
  }

  private ParameterList layer(int i, String direction) {
    String layer = "%s.%d.%s".formatted(name, i, direction);
    return ParameterList.recurrent(layer, cell, i == 0 ? inputSize : outputSize(), hiddenSize);
  }
}
