package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear map with an optional bias: the inference of {@code nn.Projection}. Immutable and
 * thread-safe.
 */
public final class Projection {
  private final Linear weights;
  private final float[] bias; // null for none

  private Projection(Linear weights, float[] bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * Takes a map's parameters.
   *
   * @param parameters weights, and a bias if there is one: of {@link ParameterList#projection}, or
   *     of {@link ParameterList#embedding} for the output layer that is tied to it
   */
  public static Projection of(Weights weights, ParameterList parameters, WeightFormat format) {
    List<FloatTensor> learned = parameters.take(weights);
    return new Projection(
        format.linear(learned.get(0)), learned.size() > 1 ? learned.get(1).values() : null);
  }

  /** A map by weights {@code [out, in]} and a bias, null for none. */
  public static Projection of(FloatTensor weights, float[] bias, WeightFormat format) {
    return new Projection(format.linear(weights), bias);
  }

  /** Takes the weights of a map without bias whose results are to be multiplied by a factor. */
  public static Projection scaled(
      Weights weights, ParameterList parameters, float factor, WeightFormat format) {
    return of(parameters.take(weights).get(0).times(factor), null, format);
  }

  /** Returns the map to some of the outputs, in the order named. */
  public Projection select(int[] outputs) {
    float[] selected = bias == null ? null : new float[outputs.length];
    for (int o = 0; selected != null && o < outputs.length; o++) {
      selected[o] = bias[outputs[o]];
    }
    return new Projection(weights.select(outputs), selected);
  }

  /** Returns the width of a result. */
  public int outputSize() {
    return weights.outputs();
  }

  /**
   * Maps rows.
   *
   * @param x {@code [rows][in]}
   * @param y {@code [rows][out]}, overwritten
   */
  public void apply(float[][] x, int rows, float[][] y) {
    for (int r = 0; r < rows; r++) {
      if (bias == null) {
        Arrays.fill(y[r], 0, weights.outputs(), 0f);
      } else {
        System.arraycopy(bias, 0, y[r], 0, bias.length);
      }
    }
    weights.accumulate(x, rows, y);
  }
}
