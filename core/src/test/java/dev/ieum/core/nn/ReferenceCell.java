package dev.ieum.core.nn;

import java.nio.FloatBuffer;

/** The recurrent cells written out in plain Java and 64 bits, straight from their equations. */
final class ReferenceCell {
  private ReferenceCell() {}

  /** Moves {@code h} (and {@code c}) one step on. */
  static void step(
      CellType cell, ParameterStore store, String name, double[] x, double[] h, double[] c) {
    double[] fromInput = affine(store, name + ".input_weights", name + ".input_bias", x);
    double[] fromHidden = affine(store, name + ".hidden_weights", name + ".hidden_bias", h);
    int n = h.length;
    for (int k = 0; k < n; k++) {
      switch (cell) {
        case RNN -> h[k] = Math.tanh(fromInput[k] + fromHidden[k]);
        case GRU -> {
          double reset = sigmoid(fromInput[k] + fromHidden[k]);
          double update = sigmoid(fromInput[n + k] + fromHidden[n + k]);
          double candidate = Math.tanh(fromInput[2 * n + k] + reset * fromHidden[2 * n + k]);
          h[k] = (1 - update) * candidate + update * h[k];
        }
        case LSTM -> {
          double in = sigmoid(fromInput[k] + fromHidden[k]);
          double forget = sigmoid(fromInput[n + k] + fromHidden[n + k]);
          double candidate = Math.tanh(fromInput[2 * n + k] + fromHidden[2 * n + k]);
          double out = sigmoid(fromInput[3 * n + k] + fromHidden[3 * n + k]);
          c[k] = forget * c[k] + in * candidate;
          h[k] = out * Math.tanh(c[k]);
        }
      }
    }
  }

  /** Returns {@code W x + b}. */
  static double[] affine(ParameterStore store, String weights, String bias, double[] x) {
    FloatBuffer w = store.parameters().get(weights).values();
    FloatBuffer b = store.parameters().get(bias).values();
    double[] y = new double[b.capacity()];
    for (int row = 0; row < y.length; row++) {
      y[row] = b.get(row);
      for (int i = 0; i < x.length; i++) {
        y[row] += w.get(row * x.length + i) * x[i];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
