package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Positions;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Embeds a token and passes it through the input half of a recurrent layer, once per token of the
 * vocabulary: later it is looked up. Thread-safe.
 */
public final class EmbeddingTable {
  private static final long LARGEST_TABLE = 1L << 25; // floats, so 128 MB; rows come as needed

  private final FloatTensor table; // (V, E)
  private final float scale;
  private final RecurrentCell cell;
  private final AtomicReferenceArray<float[]> known; // null when it would be too large

  /**
   * Takes an embedding's parameters.
   *
   * @param parameters of {@link ParameterList#embedding}
   * @param cell the layer that reads the vectors
   */
  public EmbeddingTable(Weights weights, ParameterList parameters, RecurrentCell cell) {
    this.cell = cell;
    table = parameters.take(weights).get(0);
    int vocabularySize = table.shape()[0];
    scale = (float) Math.sqrt(table.shape()[1]);
    boolean small = (long) vocabularySize * cell.gateSize() <= LARGEST_TABLE;
    known = small ? new AtomicReferenceArray<>(vocabularySize) : null;
  }

  /** Writes what {@link RecurrentCell#read} makes of token {@code id} into {@code gates}. */
  public void read(int id, float[] gates) {
    float[] row = known == null ? null : known.getAcquire(id);
    if (row == null) {
      row = compute(id);
      if (known != null) {
        known.setRelease(id, row);
      }
    }
    System.arraycopy(row, 0, gates, 0, row.length);
  }

  private float[] compute(int id) {
    int size = table.shape()[1];
    float[] vector = new float[size];
    for (int i = 0; i < size; i++) {
      vector[i] = table.values()[id * size + i] * scale;
    }
    float[] gates = new float[cell.gateSize()];
    cell.read(new float[][] {vector}, 1, new float[][] {gates});
    return gates;
  }

  /** What the first Transformer layer reads: a token's vector and its place. Thread-safe. */
  public static final class PositionedEmbedding {
    private final FloatTensor table; // (V, E)
    private final int size;
    private final float scale;
    private final Positions positions;

    /**
     * Takes an embedding's parameters.
     *
     * @param parameters of {@link ParameterList#embedding}
     */
    public PositionedEmbedding(Weights weights, ParameterList parameters) {
      table = parameters.take(weights).get(0);
      size = table.shape()[1];
      scale = (float) Math.sqrt(size);
      positions = new Positions(size);
    }

    /** Returns the vector {@code [E]} of token {@code id} at a place, which begin with 0. */
    public float[] read(int id, int place) {
      float[] position = positions.at(place);
      float[] vector = new float[size];
      for (int i = 0; i < size; i++) {
        vector[i] = multiplyAdd(table.values()[id * size + i], scale, position[i]);
      }
      return vector;
    }
  }
}
