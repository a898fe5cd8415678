package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.RecurrentCell;
import dev.ieum.core.inference.RecurrentStates;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.ParameterList;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained {@link RecurrentStack} that reads a row at a time of each of several sequences, in
 * Java: recurrent layers with residual connections. Immutable and thread-safe.
 */
final class CellStack {
  private final List<RecurrentCell> cells = new ArrayList<>();
  private final int hiddenSize;
  private final int cellSize;

  /**
   * Takes the parameters of layers, the lowest first.
   *
   * @param format of their weights, but for those of the first layer's input, which are floats
   */
  CellStack(
      Weights weights,
      List<ParameterList> parameters,
      CellType cell,
      int hiddenSize,
      WeightFormat format) {
    this.hiddenSize = hiddenSize;
    cellSize = cell == CellType.LSTM ? hiddenSize : 0;
    for (ParameterList of : parameters) {
      WeightFormat inputFormat = cells.isEmpty() ? WeightFormat.FLOAT32 : format;
      cells.add(new RecurrentCell(weights, of, cell, inputFormat, format));
    }
  }

  /** Returns the first layer, which reads the rows. */
  RecurrentCell first() {
    return cells.get(0);
  }

  /** Returns the state before the first row. */
  SequenceState start() {
    return new SequenceState(
        new float[cells.size()][hiddenSize], new float[cells.size()][cellSize]);
  }

  /** Returns how many numbers a state has. */
  long size() {
    return (long) cells.size() * (hiddenSize + cellSize);
  }

  /** Returns the state after a row of numbers, which the first layer reads. */
  SequenceState advance(float[] row, SequenceState from) {
    float[][] gates = new float[1][first().gateSize()];
    first().read(new float[][] {row}, 1, gates);
    return advance(gates, List.of(from)).get(0);
  }

  /**
   * Returns the states after a row of each sequence.
   *
   * @param read what {@link #first} has read of each row, overwritten
   */
  List<SequenceState> advance(float[][] read, List<SequenceState> from) {
    int rows = read.length;
    List<SequenceState> after = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      after.add(new SequenceState(new float[cells.size()][], new float[cells.size()][]));
    }
    float[][] below = new float[rows][];
    for (int i = 0; i < cells.size(); i++) {
      RecurrentCell cell = cells.get(i);
      float[][] gates = i == 0 ? read : new float[rows][cell.gateSize()];
      if (i > 0) {
        cell.read(below, rows, gates);
      }
      RecurrentStates before = RecurrentStates.placeholders(rows);
      RecurrentStates next =
          new RecurrentStates(new float[rows][hiddenSize], new float[rows][cellSize]);
      for (int r = 0; r < rows; r++) {
        before.hidden()[r] = from.get(r).hidden()[i];
        before.cell()[r] = from.get(r).cell()[i];
        after.get(r).hidden()[i] = next.hidden()[r];
        after.get(r).cell()[i] = next.cell()[r];
      }
      cell.step(gates, rows, before, next);
      for (int r = 0; r < rows; r++) {
        below[r] = i == 0 ? next.hidden()[r] : sum(below[r], next.hidden()[r]);
      }
    }
    return after;
  }

  /** Returns what the uppermost layer made of the last row. */
  float[] top(SequenceState state) {
    float[] top = state.hidden()[0];
    for (int i = 1; i < state.hidden().length; i++) {
      top = sum(top, state.hidden()[i]);
    }
    return top;
  }

  private static float[] sum(float[] x, float[] y) {
    float[] sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = x[i] + y[i];
    }
    return sum;
  }
}
