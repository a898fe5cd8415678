package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Positions;

/** What the first Transformer layer reads: a token's vector and its place. Thread-safe. */
public final class PositionedEmbedding {
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
