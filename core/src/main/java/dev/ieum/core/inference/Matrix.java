package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import dev.ieum.core.bundle.FloatTensor;

/**
 * A weight matrix laid out for fast multiplication. Immutable and thread-safe.
 *
 * <p>A product is summed up in the order of the inputs, each term by one {@link FusedMultiplyAdd}:
 * the result for a row has the same bits whatever rows stand beside it.
 *
 * <p>Multiplication runs in loops that the compiler of any Java 17 turns into vector instructions.
 *
 * <p>The weights of one input lie together, so that the inner loop runs over outputs and every
 * output is a chain of its own: nothing is summed across lanes, which the compiler may not reorder.
 * Three rows by two inputs, or one by four, is as much as it turns into vectors; with two rows by
 * four inputs it gives up (billions of operations a second on one core of a Zen 4, JDK 17, 832
 * inputs and 1,280 outputs: 92, 75 and 13; a tensor library's product of the same size: 93). Those
 * figures want arrays that begin at multiples of the vectors' width, which {@code
 * -XX:ObjectAlignmentInBytes=32 -XX:MaxVectorSize=32} gives; without, they are 55, 48 and 13.
 */
public final class Matrix implements Linear {
  /** Rows whose results stay in the second-level cache while a band of weights passes. */
  private static final int BLOCK_ROWS = 30;

  /** Outputs at a time, so that four inputs' weights and a row of results fit the first level. */
  private static final int BLOCK_OUTPUTS = 1344;

  private final float[][] columns; // [inputs][outputs]
  private final int outputs;

  private Matrix(float[][] columns, int outputs) {
    this.columns = columns;
    this.outputs = outputs;
  }

  /** Lays out weights {@code [outputs, inputs]}, as layers keep them. */
  public static Matrix of(FloatTensor weights) {
    int outputs = weights.shape()[0];
    int inputs = weights.shape()[1];
    float[][] columns = new float[inputs][outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        columns[i][o] = weights.values()[o * inputs + i];
      }
    }
    return new Matrix(columns, outputs);
  }

  /** Returns one weight. */
  float weight(int output, int input) {
    return columns[input][output];
  }

  @Override
  public Matrix select(int[] chosen) {
    float[][] selected = new float[columns.length][chosen.length];
    for (int i = 0; i < columns.length; i++) {
      float[] from = columns[i];
      float[] to = selected[i];
      for (int o = 0; o < chosen.length; o++) {
        to[o] = from[chosen[o]];
      }
    }
    return new Matrix(selected, chosen.length);
  }

  @Override
  public int inputs() {
    return columns.length;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void accumulate(float[][] x, int rows, float[][] y) {
    for (int first = 0; first < rows; first += BLOCK_ROWS) {
      int last = Math.min(rows, first + BLOCK_ROWS);
      for (int from = 0; from < outputs; from += BLOCK_OUTPUTS) {
        block(x, first, last, y, from, Math.min(outputs, from + BLOCK_OUTPUTS));
      }
    }
  }

  private void block(float[][] x, int first, int last, float[][] y, int from, int to) {
    int threes = first + (last - first) / 3 * 3;
    byThrees(x, first, threes, y, from, to);
    if (last - threes == 2) {
      byTwo(x[threes], x[threes + 1], y[threes], y[threes + 1], from, to);
    } else if (last - threes == 1) {
      alone(x[threes], y[threes], from, to);
    }
  }

  private void byThrees(float[][] x, int first, int last, float[][] y, int from, int to) {
    int i = 0;
    for (; i + 1 < columns.length; i += 2) {
      for (int r = first; r < last; r += 3) {
        add(y[r], y[r + 1], y[r + 2], x[r], x[r + 1], x[r + 2], i, from, to);
      }
    }
    if (i < columns.length) {
      for (int r = first; r < last; r++) {
        add(y[r], x[r][i], columns[i], from, to);
      }
    }
  }

  private void byTwo(float[] x, float[] u, float[] y, float[] z, int from, int to) {
    int i = 0;
    for (; i + 1 < columns.length; i += 2) {
      add(y, z, x, u, i, from, to);
    }
    if (i < columns.length) {
      add(y, x[i], columns[i], from, to);
      add(z, u[i], columns[i], from, to);
    }
  }

  private void alone(float[] x, float[] y, int from, int to) {
    int i = 0;
    for (; i + 3 < columns.length; i += 4) {
      add(y, x, i, from, to);
    }
    for (; i < columns.length; i++) {
      add(y, x[i], columns[i], from, to);
    }
  }

  /** Three rows by two inputs. */
  private void add(
      float[] y, float[] z, float[] v, float[] x, float[] u, float[] t, int i, int from, int to) {
    float[] w0 = columns[i];
    float[] w1 = columns[i + 1];
    float x0 = x[i];
    float x1 = x[i + 1];
    float u0 = u[i];
    float u1 = u[i + 1];
    float t0 = t[i];
    float t1 = t[i + 1];
    for (int o = from; o < to; o++) {
      float p = w0[o];
      float q = w1[o];
      y[o] = multiplyAdd(x1, q, multiplyAdd(x0, p, y[o]));
      z[o] = multiplyAdd(u1, q, multiplyAdd(u0, p, z[o]));
      v[o] = multiplyAdd(t1, q, multiplyAdd(t0, p, v[o]));
    }
  }

  /** Two rows by two inputs. */
  private void add(float[] y, float[] z, float[] x, float[] u, int i, int from, int to) {
    float[] w0 = columns[i];
    float[] w1 = columns[i + 1];
    float x0 = x[i];
    float x1 = x[i + 1];
    float u0 = u[i];
    float u1 = u[i + 1];
    for (int o = from; o < to; o++) {
      float p = w0[o];
      float q = w1[o];
      y[o] = multiplyAdd(x1, q, multiplyAdd(x0, p, y[o]));
      z[o] = multiplyAdd(u1, q, multiplyAdd(u0, p, z[o]));
    }
  }

  /** One row by four inputs. */
  private void add(float[] y, float[] x, int i, int from, int to) {
    float[] w0 = columns[i];
    float[] w1 = columns[i + 1];
    float[] w2 = columns[i + 2];
    float[] w3 = columns[i + 3];
    float x0 = x[i];
    float x1 = x[i + 1];
    float x2 = x[i + 2];
    float x3 = x[i + 3];
    for (int o = from; o < to; o++) {
      y[o] =
          multiplyAdd(
              x3,
              w3[o],
              multiplyAdd(x2, w2[o], multiplyAdd(x1, w1[o], multiplyAdd(x0, w0[o], y[o]))));
    }
  }

  /** One row by one input. */
  private static void add(float[] y, float x, float[] w, int from, int to) {
    for (int o = from; o < to; o++) {
      y[o] = multiplyAdd(x, w[o], y[o]);
    }
  }
}
