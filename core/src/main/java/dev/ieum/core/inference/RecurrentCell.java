package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.ParameterList;
import java.util.List;

/**
 * A recurrent layer one step at a time: the inference of {@code nn.RecurrentLayer}. Immutable and
 * thread-safe; rows are independent of each other.
 *
 * <p>What goes through a sigmoid has weights half as large as they were learned: a sigmoid is
 * {@code (1 + tanh(x / 2)) / 2}, and so all gates of a row pass through one loop. Halves are exact.
 */
public final class RecurrentCell {
  private final CellType cell;
  private final int hiddenSize;
  private final Linear input; // I to gates * H
  private final Linear hidden; // H to gates * H
  private final float[] inputBias; // (gates * H); the GRU's alone keep the hidden biases apart
  private final float[] hiddenBias; // (gates * H), or null when added to the others

  /**
   * Takes a layer's parameters.
   *
   * @param parameters of {@link ParameterList#recurrent}
   * @param inputFormat how {@link #read} multiplies
   * @param hiddenFormat how {@link #step} multiplies
   */
  public RecurrentCell(
      Weights weights,
      ParameterList parameters,
      CellType cell,
      WeightFormat inputFormat,
      WeightFormat hiddenFormat) {
    this.cell = cell;
    List<FloatTensor> learned = parameters.take(weights).stream().map(this::halved).toList();
    input = inputFormat.linear(learned.get(0));
    hidden = hiddenFormat.linear(learned.get(1));
    hiddenSize = hidden.inputs();
    inputBias = learned.get(2).values();
    float[] bias = learned.get(3).values();
    if (cell == CellType.GRU) {
      hiddenBias = bias;
    } else {
      hiddenBias = null;
      for (int i = 0; i < bias.length; i++) {
        inputBias[i] += bias[i];
      }
    }
  }

  /** Halves what belongs to gates that go through a sigmoid; the rest is copied. */
  private FloatTensor halved(FloatTensor all) {
    float[] values = all.values().clone();
    int gateLength = values.length / cell.gates();
    for (int i = 0; i < values.length; i++) {
      boolean sigmoid =
          switch (cell) {
            case LSTM -> i / gateLength != 2;
            case GRU -> i / gateLength < 2;
            case RNN -> false;
          };
      values[i] *= sigmoid ? 0.5f : 1;
    }
    return new FloatTensor(all.shape(), values);
  }

  /** Returns how many numbers {@link #read} fills per row: gates times H. */
  public int gateSize() {
    return inputBias.length;
  }

  /**
   * Does the part of a step that needs no state, for any rows at once.
   *
   * @param x {@code [rows][I]}
   * @param gates {@code [rows][gateSize]}, overwritten
   */
  public void read(float[][] x, int rows, float[][] gates) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(inputBias, 0, gates[r], 0, inputBias.length);
    }
    input.accumulate(x, rows, gates);
  }

  /**
   * Moves on by one step.
   *
   * @param gates of {@link #read}, overwritten
   * @param from the states before; rows may be the same
   * @param to the states after, all rows different and none of {@code from}
   */
  public void step(float[][] gates, int rows, RecurrentStates from, RecurrentStates to) {
    switch (cell) {
      case LSTM -> {
        hidden.accumulate(from.hidden(), rows, gates);
        for (int r = 0; r < rows; r++) {
          lstm(gates[r], from.cell()[r], to.cell()[r], to.hidden()[r]);
        }
      }
      case RNN -> {
        hidden.accumulate(from.hidden(), rows, gates);
        for (int r = 0; r < rows; r++) {
          System.arraycopy(gates[r], 0, to.hidden()[r], 0, hiddenSize);
          Functions.tanh(to.hidden()[r], 0, hiddenSize);
        }
      }
      case GRU -> {
        float[][] seen = new float[rows][];
        for (int r = 0; r < rows; r++) {
          seen[r] = hiddenBias.clone();
        }
        hidden.accumulate(from.hidden(), rows, seen);
        for (int r = 0; r < rows; r++) {
          gru(gates[r], seen[r], from.hidden()[r], to.hidden()[r]);
        }
      }
    }
  }

  /** Gates in the order input, forget, candidate, output. */
  private void lstm(float[] gates, float[] before, float[] after, float[] h) {
    int n = hiddenSize;
    Functions.tanh(gates, 0, 4 * n);
    for (int i = 0; i < n; i++) {
      float in = multiplyAdd(0.5f, gates[i], 0.5f);
      float keep = multiplyAdd(0.5f, gates[n + i], 0.5f);
      after[i] = keep * before[i] + in * gates[2 * n + i];
    }
    System.arraycopy(after, 0, h, 0, n);
    Functions.tanh(h, 0, n);
    for (int i = 0; i < n; i++) {
      h[i] *= multiplyAdd(0.5f, gates[3 * n + i], 0.5f);
    }
  }

  /** Gates in the order reset, update, new; the reset gate is applied after the product. */
  private void gru(float[] gates, float[] seen, float[] before, float[] h) {
    int n = hiddenSize;
    for (int i = 0; i < 2 * n; i++) {
      gates[i] += seen[i];
    }
    Functions.tanh(gates, 0, 2 * n);
    for (int i = 0; i < n; i++) {
      gates[2 * n + i] += multiplyAdd(0.5f, gates[i], 0.5f) * seen[2 * n + i];
    }
    Functions.tanh(gates, 2 * n, 3 * n);
    for (int i = 0; i < n; i++) {
      float keep = multiplyAdd(0.5f, gates[n + i], 0.5f);
      h[i] = (1 - keep) * gates[2 * n + i] + keep * before[i];
    }
  }
}
