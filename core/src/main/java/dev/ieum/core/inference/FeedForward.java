package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import java.util.List;

/** The inference of {@code nn.FeedForward}. Immutable and thread-safe; rows are independent. */
public final class FeedForward {
  private final Projection inner;
  private final Projection outer;

  /**
   * Takes a network's parameters.
   *
   * @param parameters of {@link ParameterList#feedForward}
   */
  public FeedForward(Weights weights, ParameterList parameters, WeightFormat format) {
    List<FloatTensor> learned = parameters.take(weights);
    inner = Projection.of(learned.get(0), learned.get(1).values(), format);
    outer = Projection.of(learned.get(2), learned.get(3).values(), format);
  }

  /** Maps {@code [rows][H]} to as much. */
  public float[][] apply(float[][] x, int rows) {
    float[][] between = new float[rows][inner.outputSize()];
    inner.apply(x, rows, between);
    for (float[] row : between) {
      Functions.relu(row);
    }
    float[][] y = new float[rows][outer.outputSize()];
    outer.apply(between, rows, y);
    return y;
  }
}
