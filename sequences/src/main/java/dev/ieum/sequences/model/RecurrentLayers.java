package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable;
import dev.ieum.core.inference.RecurrentCell;
import dev.ieum.core.inference.RecurrentStates;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import java.util.ArrayList;
import java.util.List;

/** Recurrent layers with residual connections; a state has the same size after any event. */
final class RecurrentLayers implements Layers {
  private final EmbeddingTable embedding;
  private final List<RecurrentCell> cells = new ArrayList<>();
  private final int hiddenSize;
  private final int cellSize;

  RecurrentLayers(Weights weights, SequenceShape shape, WeightFormat format) {
    NetworkConfig config = shape.config();
    hiddenSize = config.hiddenSize();
    cellSize = config.cell() == CellType.LSTM ? hiddenSize : 0;
    for (int i = 0; i < config.layers(); i++) {
      // The first layer multiplies its input once per event of the vocabulary.
      WeightFormat inputFormat = i == 0 ? WeightFormat.FLOAT32 : format;
      cells.add(new RecurrentCell(weights, shape.layer(i), config.cell(), inputFormat, format));
    }
    embedding = new EmbeddingTable(weights, shape.embedding(), cells.get(0));
  }

  @Override
  public SequenceState blank(int read) {
    return new SequenceState(
        new float[cells.size()][hiddenSize], new float[cells.size()][cellSize]);
  }

  @Override
  public long size(long read) {
    return (long) cells.size() * (hiddenSize + cellSize);
  }

  @Override
  public List<SequenceState> advance(int[] ids, List<SequenceState> from) {
    int rows = ids.length;
    List<SequenceState> after = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      after.add(new SequenceState(new float[cells.size()][], new float[cells.size()][]));
    }
    float[][] below = new float[rows][];
    for (int i = 0; i < cells.size(); i++) {
      RecurrentCell cell = cells.get(i);
      float[][] gates = new float[rows][cell.gateSize()];
      if (i > 0) {
        cell.read(below, rows, gates);
      }
      RecurrentStates before = RecurrentStates.placeholders(rows);
      RecurrentStates next =
          new RecurrentStates(new float[rows][hiddenSize], new float[rows][cellSize]);
      for (int r = 0; r < rows; r++) {
        if (i == 0) {
          embedding.read(ids[r], gates[r]);
        }
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

  @Override
  public float[] top(SequenceState state) {
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
