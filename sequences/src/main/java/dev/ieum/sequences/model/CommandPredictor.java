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
    layers =
        new CellStack(weights, shape.layers(), shape.sizes().cell(), shape.sizes().hiddenSize());
    output = Projection.of(weights, shape.output(), WeightFormat.FLOAT32);
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

  /** Returns the probability of each class at the row read last. */
  public float[] probabilities(SequenceState state) {
    float[][] top = new float[1][shape.sizes().hiddenSize()];
    layers.top(state, top[0]);
    float[][] classes = new float[1][shape.classes()];
    output.apply(top, 1, classes);
    float[] p = classes[0];
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : p) {
      most = Math.max(most, logit);
    }
    Functions.exp(p, p.length, most);
    float sum = 0;
    for (float each : p) {
      sum += each;
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
