package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;

/**
 * A trained {@link CommandNetwork} that reads a row at a time, in Java. Immutable and thread-safe.
 */
public final class CommandPredictor {
  private final CommandShape shape;
  private final CellStack layers;
  private final Projection output;

  /**
   * Takes the network's parameters.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of {@code shape}
   */
  public CommandPredictor(Weights weights, CommandShape shape) {
    this.shape = shape;
    WeightFormat format = WeightFormat.FLOAT32; // small
    layers =
        new CellStack(
            weights, shape.layers(), shape.sizes().cell(), shape.sizes().hiddenSize(), format);
    output = Projection.of(weights, shape.output(), format);
    weights.requireAllTaken();
  }

  /** Returns the state before the first row. */
  public SequenceState start() {
    return layers.start();
  }

  /** Returns the state after a row of D numbers. */
  public SequenceState advance(float[] row, SequenceState from) {
    return layers.advance(row, from);
  }

  /** Returns the probability of each class at the row read last, {@code [C]}. */
  public float[] probabilities(SequenceState state) {
    float[][] classes = new float[1][shape.classes()];
    output.apply(new float[][] {layers.top(state)}, 1, classes);
    Functions.softmax(classes[0], classes[0].length);
    return classes[0];
  }
}
