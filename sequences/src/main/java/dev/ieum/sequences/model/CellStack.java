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
 * A trained {@link RecurrentStack} that reads a row of numbers at a time, in Java and in floats.
 * Immutable and thread-safe.
 */
final class CellStack {
  private final List<RecurrentCell> cells = new ArrayList<>();
  private final int hiddenSize;
  private final int cellSize;

  /** Takes the parameters of layers, the lowest first. */
  CellStack(Weights weights, List<ParameterList> parameters, CellType cell, int hiddenSize) {
    this.hiddenSize = hiddenSize;
    cellSize = cell == CellType.LSTM ? hiddenSize : 0;
    WeightFormat format = WeightFormat.FLOAT32;
    parameters.forEach(of -> cells.add(new RecurrentCell(weights, of, cell, format, format)));
  }

  /** Returns the state before the first row. */
  SequenceState start() {
    return new SequenceState(
        new float[cells.size()][hiddenSize], new float[cells.size()][cellSize]);
  }

  /** Returns the state after a row. */
  SequenceState advance(float[] row, SequenceState from) {
    SequenceState after = start();
    float[][] below = {row};
    for (int i = 0; i < cells.size(); i++) {
      float[][] gates = new float[1][cells.get(i).gateSize()];
      cells.get(i).read(below, 1, gates);
      cells.get(i).step(gates, 1, layer(from, i), layer(after, i));
      float[] above = after.hidden()[i].clone();
      for (int u = 0; i > 0 && u < above.length; u++) {
        above[u] += below[0][u];
      }
      below = new float[][] {above};
    }
    return after;
  }

  private static RecurrentStates layer(SequenceState state, int i) {
    return new RecurrentStates(new float[][] {state.hidden()[i]}, new float[][] {state.cell()[i]});
  }

  /** Adds what the uppermost layer made of the last row to the first numbers of {@code to}. */
  void top(SequenceState state, float[] to) {
    for (float[] layer : state.hidden()) {
      for (int u = 0; u < hiddenSize; u++) {
        to[u] += layer[u];
      }
    }
  }
}
