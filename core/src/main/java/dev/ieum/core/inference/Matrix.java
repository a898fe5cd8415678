package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;

/**
 * A weight matrix laid out for fast multiplication. Immutable and thread-safe.
 *
 * <p>A product is summed up in the order of the inputs, each term by one fused multiply-add, in
 * every implementation: so the result for a row has the same bits whatever rows stand beside it and
 * whatever the processor can do.
 */
public interface Matrix {
  /** Returns how many numbers a row of x has. */
  int inputs();

  /** Returns how many numbers a row of y has. */
  int outputs();

  /**
   * Adds {@code x W^T} to y, row by row.
   *
   * @param x {@code rows} rows of {@link #inputs()} numbers or more, of which the first are read;
   *     the same array may stand in several places
   * @param y {@code rows} different arrays of {@link #outputs()} numbers or more
   */
  void addProduct(float[][] x, int rows, float[][] y);

  /** Lays out weights {@code [outputs, inputs]}, as layers keep them. */
  static Matrix of(FloatTensor weights) {
    return of(weights, 1f);
  }

  /** Lays out weights {@code [outputs, inputs]}, each multiplied by {@code factor}. */
  static Matrix of(FloatTensor weights, float factor) {
    int outputs = weights.shape()[0];
    int inputs = weights.shape()[1];
    float[][] columns = new float[inputs][outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        columns[i][o] = weights.values()[o * inputs + i] * factor;
      }
    }
    return MatrixKernel.best().layOut(columns, outputs);
  }
}
