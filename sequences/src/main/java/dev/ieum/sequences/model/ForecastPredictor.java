package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;
import java.util.Arrays;

/**
 * A trained {@link ForecastNetwork} that reads a row at a time, in Java. Immutable and thread-safe.
 */
public final class ForecastPredictor {
  private final ForecastShape shape;
  private final CellStack layers;
  private final Projection inner;
  private final Projection outer;
  private final Projection shift;

  /**
   * Takes the network's parameters.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of {@code shape}
   */
  public ForecastPredictor(Weights weights, ForecastShape shape) {
    this.shape = shape;
    WeightFormat format = WeightFormat.FLOAT32; // small, and outputs are differences
    layers =
        new CellStack(
            weights, shape.layers(), shape.sizes().cell(), shape.sizes().hiddenSize(), format);
    inner = Projection.of(weights, shape.inner(), format);
    outer = Projection.of(weights, shape.outer(), format);
    shift = Projection.of(weights, shape.shift(), format);
    weights.requireAllTaken();
  }

  /** Returns the architecture. */
  public ForecastShape shape() {
    return shape;
  }

  /** Returns the state before the first row. */
  public SequenceState start() {
    return layers.start();
  }

  /**
   * Reads a row.
   *
   * @param row D numbers
   * @return the state after it
   */
  public SequenceState advance(float[] row, SequenceState from) {
    return layers.advance(row, from);
  }

  /**
   * Predicts.
   *
   * @param state after {@code row}
   * @param row the latest row, D numbers
   * @param ahead what is known of the predicted rows, K numbers
   * @return quantiles, {@code [N][Q]}, ascending in each row
   */
  public float[][] quantiles(SequenceState state, float[] row, float[] ahead) {
    int hidden = shape.sizes().hiddenSize();
    float[] head = new float[shape.headInputs()];
    System.arraycopy(layers.top(state), 0, head, 0, hidden);
    System.arraycopy(row, 0, head, hidden, row.length);
    System.arraycopy(ahead, 0, head, hidden + row.length, ahead.length);
    float[][] x = {head};
    float[][] units = new float[1][shape.sizes().headSize()];
    inner.apply(x, 1, units);
    for (int u = 0; u < units[0].length; u++) {
      units[0][u] = Math.max(0, units[0][u]);
    }
    float[][] flat = new float[1][shape.horizon() * shape.levels()];
    outer.apply(units, 1, flat);
    float[][] shifts = new float[1][shape.horizon()];
    shift.apply(x, 1, shifts);
    float[][] quantiles = new float[shape.horizon()][];
    for (int n = 0; n < quantiles.length; n++) {
      float[] of = Arrays.copyOfRange(flat[0], n * shape.levels(), (n + 1) * shape.levels());
      for (int q = 0; q < of.length; q++) {
        of[q] += shifts[0][n];
      }
      Arrays.sort(of); // quantiles that cross are put in order
      quantiles[n] = of;
    }
    return quantiles;
  }
}
