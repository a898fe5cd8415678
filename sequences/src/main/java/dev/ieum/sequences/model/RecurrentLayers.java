package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable;
import dev.ieum.core.inference.WeightFormat;
import java.util.List;

/** Recurrent layers that read events; a state has the same size after any event. */
final class RecurrentLayers implements Layers {
  private final EmbeddingTable embedding;
  private final CellStack cells;

  RecurrentLayers(Weights weights, SequenceShape shape, WeightFormat format) {
    NetworkConfig config = shape.config();
    cells = new CellStack(weights, shape.layers(), config.cell(), config.hiddenSize(), format);
    // The first layer multiplies its input once per event of the vocabulary.
    embedding = new EmbeddingTable(weights, shape.embedding(), cells.first());
  }

  @Override
  public SequenceState blank(int read) {
    return cells.start();
  }

  @Override
  public long size(long read) {
    return cells.size();
  }

  @Override
  public List<SequenceState> advance(int[] ids, List<SequenceState> from) {
    float[][] gates = new float[ids.length][cells.first().gateSize()];
    for (int r = 0; r < ids.length; r++) {
      embedding.read(ids[r], gates[r]);
    }
    return cells.advance(gates, from);
  }

  @Override
  public float[] top(SequenceState state) {
    return cells.top(state);
  }
}
