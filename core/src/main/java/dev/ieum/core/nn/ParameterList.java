package dev.ieum.core.nn;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one layer: their names, shapes and initial values. Training declares a list
 * ({@link ParameterStore#declare(ParameterList)}) and inference takes the same one ({@link #take}),
 * so a name or a shape is written once. Immutable.
 */
public final class ParameterList {
  private final List<Parameter> parameters;

  /**
   * One parameter.
   *
   * @param name its full name, as in a bundle
   * @param shape sizes of its axes, outermost first
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Parameter(String name, Initializer initializer, int... shape) {}

  private ParameterList(Parameter... parameters) {
    this.parameters = List.of(parameters);
  }

  /** A recurrent layer: input and hidden weights, input and hidden biases, gate by gate. */
  public static ParameterList recurrent(
      String layer, CellType cell, int inputSize, int hiddenSize) {
    int rows = cell.gates() * hiddenSize;
    Initializer matrix = Initializer.glorotGates(cell.gates());
    Initializer bias = cell == CellType.LSTM ? Initializer.lstmBias() : Initializer.constant(0f);
    return new ParameterList(
        new Parameter(layer + ".input_weights", matrix, rows, inputSize),
        new Parameter(layer + ".hidden_weights", matrix, rows, hiddenSize),
        new Parameter(layer + ".input_bias", bias, rows),
        new Parameter(layer + ".hidden_bias", Initializer.constant(0f), rows));
  }

  /** A linear map: weights, and a bias if it has one. */
  public static ParameterList projection(String layer, int in, int out, boolean withBias) {
    Parameter weights = new Parameter(layer + ".weights", Initializer.glorot(), out, in);
    return withBias
        ? new ParameterList(weights, new Parameter(layer + ".bias", Initializer.constant(0f), out))
        : new ParameterList(weights);
  }

  /** A table of embeddings, and the bias of the scores if it is tied to an output layer. */
  public static ParameterList embedding(String layer, int vocabularySize, int size, boolean tied) {
    Parameter table =
        new Parameter(
            layer + ".table", Initializer.normal(Math.pow(size, -0.5)), vocabularySize, size);
    return tied
        ? new ParameterList(
            table, new Parameter(layer + ".output_bias", Initializer.constant(0f), vocabularySize))
        : new ParameterList(table);
  }

  /** An embedding bag: all vectors begin as zero, so features never trained on have no effect. */
  public static ParameterList embeddingBag(String layer, int features, int size) {
    return new ParameterList(
        new Parameter(layer + ".table", Initializer.constant(0f), features, size));
  }

  /** The map from memory to the keys of an {@link Attention}. */
  public static ParameterList attentionKeys(String layer, int memorySize, int querySize) {
    return projection(layer + ".keys", memorySize, querySize, false);
  }

  /**
   * A {@link MultiHeadAttention}: weights and bias of queries, weights of keys, weights of values,
   * weights and bias of the output. Keys have no bias since a softmax does not see it, values none
   * since it would be one with the output's.
   */
  public static ParameterList multiHead(String layer, int size, int memorySize) {
    return new ParameterList(
        new Parameter(layer + ".query.weights", Initializer.glorot(), size, size),
        new Parameter(layer + ".query.bias", Initializer.constant(0f), size),
        new Parameter(layer + ".keys.weights", Initializer.glorot(), size, memorySize),
        new Parameter(layer + ".values.weights", Initializer.glorot(), size, memorySize),
        new Parameter(layer + ".output.weights", Initializer.glorot(), size, size),
        new Parameter(layer + ".output.bias", Initializer.constant(0f), size));
  }

  /** A {@link FeedForward} network: weights and bias of the inner layer, then of the outer. */
  public static ParameterList feedForward(String layer, int size, int inner) {
    return new ParameterList(
        new Parameter(layer + ".inner.weights", Initializer.glorot(), inner, size),
        new Parameter(layer + ".inner.bias", Initializer.constant(0f), inner),
        new Parameter(layer + ".outer.weights", Initializer.glorot(), size, inner),
        new Parameter(layer + ".outer.bias", Initializer.constant(0f), size));
  }

  /** A {@link LayerNorm}: gain and bias. */
  public static ParameterList layerNorm(String layer, int size) {
    return new ParameterList(
        new Parameter(layer + ".gain", Initializer.constant(1f), size),
        new Parameter(layer + ".bias", Initializer.constant(0f), size));
  }

  /** A simple recurrent unit: weights and bias of its gate, weights of its input. */
  public static ParameterList simpleRecurrentUnit(String layer, int size) {
    return new ParameterList(
        new Parameter(layer + ".forget.weights", Initializer.glorot(), size, size),
        new Parameter(layer + ".forget.bias", Initializer.constant(0f), size),
        new Parameter(layer + ".input.weights", Initializer.glorot(), size, size));
  }

  /** The map from states to keys of {@link Pooling#ATTENTION}. */
  public static ParameterList poolingKeys(String layer, int width) {
    return projection(layer + ".keys", width, width, true);
  }

  /** The learned query of {@link Pooling#ATTENTION}. */
  public static ParameterList poolingQuery(String layer, int width) {
    return projection(layer + ".query", width, 1, false);
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /**
   * Takes the parameters out of a trained network's weights, in the order of the list.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when one is missing or has another shape
   */
  public List<FloatTensor> take(Weights weights) {
    List<FloatTensor> taken = new ArrayList<>(parameters.size());
    parameters.forEach(p -> taken.add(weights.take(p.name(), p.shape())));
    return taken;
  }
}
