package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import java.util.Arrays;

/**
 * A linear map with an optional bias: what a {@code Projection} learned, run in plain Java.
 * Immutable and thread-safe.
 */
public final class PlainProjection {
  private final Product weights;
  private final float[] bias; // null for none

  private PlainProjection(Product weights, float[] bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /** Reads a {@code Projection}'s parameters, which stand under {@code name}. */
  public static PlainProjection of(
      Weights weights, String name, int in, int out, boolean withBias, Arithmetic arithmetic) {
    return new PlainProjection(
        arithmetic.product(weights.take(name + ".weights", out, in)),
        withBias ? weights.take(name + ".bias", out).values() : null);
  }

  /** Reads a map without bias whose results are to be multiplied by {@code factor}. */
  public static PlainProjection scaled(
      Weights weights, String name, int in, int out, float factor, Arithmetic arithmetic) {
    FloatTensor learned = weights.take(name + ".weights", out, in);
    float[] values = learned.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new PlainProjection(arithmetic.product(new FloatTensor(learned.shape(), values)), null);
  }

  /** Reads the output half of a {@code SharedEmbedding}. */
  public static PlainProjection tied(
      Weights weights, String name, int vocabularySize, int size, Arithmetic arithmetic) {
    return new PlainProjection(
        arithmetic.product(weights.take(name + ".table", vocabularySize, size)),
        weights.take(name + ".output_bias", vocabularySize).values());
  }

  /** Returns the map to some of the outputs, in the order named. */
  public PlainProjection select(int[] outputs) {
    float[] selected = bias == null ? null : new float[outputs.length];
    for (int o = 0; selected != null && o < outputs.length; o++) {
      selected[o] = bias[outputs[o]];
    }
    return new PlainProjection(weights.select(outputs), selected);
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
    weights.addProduct(x, rows, y);
  }
}
