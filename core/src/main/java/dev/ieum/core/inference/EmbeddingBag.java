package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;

/**
 * A weighted sum of vectors, one for each of the unordered features of an item: the inference of
 * {@code nn.EmbeddingBag}. Immutable and thread-safe.
 */
public final class EmbeddingBag {
  private final FloatTensor table; // (F, D)
  private final int size;

  /**
   * Takes the vectors.
   *
   * @param parameters of {@link ParameterList#embeddingBag}
   */
  public EmbeddingBag(Weights weights, ParameterList parameters) {
    table = parameters.take(weights).get(0);
    size = table.shape()[1];
  }

  /**
   * Writes the sum of the features' vectors, all weighted alike.
   *
   * @param y written from {@code offset} on, D numbers
   */
  public void sum(int[] features, float weight, float[] y, int offset) {
    int d = 0;
    for (; d + 3 < size; d += 4) {
      sumFour(features, weight, d, y, offset + d);
    }
    for (; d < size; d++) {
      float sum = 0;
      for (int feature : features) {
        sum += table.values()[feature * size + d];
      }
      y[offset + d] = weight * sum;
    }
  }

  /** Rows are short and far apart: four sums that stay in registers beat a loop along the row. */
  private void sumFour(int[] features, float weight, int d, float[] y, int to) {
    float[] values = table.values();
    float a = 0;
    float b = 0;
    float c = 0;
    float e = 0;
    for (int feature : features) {
      int at = feature * size + d;
      a += values[at];
      b += values[at + 1];
      c += values[at + 2];
      e += values[at + 3];
    }
    y[to] = weight * a;
    y[to + 1] = weight * b;
    y[to + 2] = weight * c;
    y[to + 3] = weight * e;
  }
}
