package dev.ieum.seq2seq.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.ParameterList;
import java.util.Arrays;
import java.util.List;

/**
 * A simple recurrent unit one step at a time: the inference of {@code model.SimpleRecurrentUnit}.
 * Immutable and thread-safe; rows are independent.
 */
final class SimpleRecurrentUnit {
  private final Projection gates; // half the forget gate's score, and the input
  private final int size;

  /** Takes parameters of {@link ParameterList#simpleRecurrentUnit}. */
  SimpleRecurrentUnit(Weights weights, ParameterList parameters, WeightFormat format) {
    List<FloatTensor> learned = parameters.take(weights);
    size = learned.get(0).shape()[0];
    // A sigmoid is (1 + tanh(x / 2)) / 2; halves are exact.
    float[] bias = Arrays.copyOf(learned.get(1).times(0.5f).values(), 2 * size);
    gates = Projection.of(learned.get(0).times(0.5f).above(learned.get(2)), bias, format);
  }

  /**
   * Moves on by one step.
   *
   * @param x {@code [rows][H]}
   * @param before for each row the state, null at its beginning
   * @return the states after, arrays of their own
   */
  float[][] step(float[][] x, int rows, float[][] before) {
    float[][] all = new float[rows][2 * size];
    gates.apply(x, rows, all);
    float[][] states = new float[rows][size];
    for (int r = 0; r < rows; r++) {
      float[] row = all[r];
      Functions.tanh(row, 0, size);
      for (int i = 0; i < size; i++) {
        float keep = 0.5f * row[i] + 0.5f;
        float old = before[r] == null ? 0 : before[r][i];
        states[r][i] = keep * old + (1 - keep) * row[size + i];
      }
    }
    return states;
  }

  /** Returns the results that states give. */
  static float[][] results(float[][] states) {
    float[][] results = new float[states.length][];
    for (int r = 0; r < states.length; r++) {
      results[r] = states[r].clone();
      Functions.relu(results[r]);
    }
    return results;
  }
}
