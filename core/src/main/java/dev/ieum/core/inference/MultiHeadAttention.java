package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import java.util.List;

/**
 * The inference of {@code nn.MultiHeadAttention}. Keys and values of a position are one array,
 * which all that attend to it refer to. Immutable and thread-safe; rows are independent.
 */
public final class MultiHeadAttention {
  private final Projection query; // scaled
  private final Projection memory; // M to keys and values
  private final Projection output;
  private final int size;
  private final int heads;

  /**
   * Takes the parameters.
   *
   * @param parameters of {@link ParameterList#multiHead}
   */
  public MultiHeadAttention(
      Weights weights, ParameterList parameters, int heads, WeightFormat format) {
    List<FloatTensor> learned = parameters.take(weights);
    this.heads = heads;
    size = learned.get(0).shape()[0];
    float scale = (float) (1 / Math.sqrt((double) size / heads));
    query =
        Projection.of(learned.get(0).times(scale), learned.get(1).times(scale).values(), format);
    memory = Projection.of(learned.get(2).above(learned.get(3)), null, format); // one product
    output = Projection.of(learned.get(4), learned.get(5).values(), format);
  }

  /** Makes keys and values of {@code [rows][M]}: {@code [rows][2H]}, side by side. */
  public float[][] read(float[][] x, int rows) {
    float[][] keysValues = new float[rows][2 * size];
    memory.apply(x, rows, keysValues);
    return keysValues;
  }

  /**
   * Attends.
   *
   * @param x {@code [rows][H]}
   * @param seen for each row, keys and values of the positions that it sees, one or more
   * @param weights for each row, room for the mean of all heads' weights; null when not wanted
   * @return {@code [rows][H]}
   */
  public float[][] attend(float[][] x, int rows, float[][][] seen, float[][] weights) {
    float[][] queries = new float[rows][size];
    query.apply(x, rows, queries);
    float[][] contexts = new float[rows][size];
    for (int r = 0; r < rows; r++) {
      attend(queries[r], seen[r], contexts[r], weights == null ? null : weights[r]);
    }
    output.apply(contexts, rows, queries);
    return queries;
  }

  private void attend(float[] query, float[][] seen, float[] context, float[] weights) {
    int width = size / heads;
    float[] scores = new float[seen.length];
    for (int from = 0; from < size; from += width) {
      for (int s = 0; s < scores.length; s++) {
        scores[s] = Functions.dot(query, seen[s], from, width);
      }
      Functions.softmax(scores, scores.length);
      Functions.weightedSum(scores, seen, size + from, scores.length, context, from, width);
      for (int s = 0; weights != null && s < scores.length; s++) {
        weights[s] += scores[s] / heads;
      }
    }
  }
}
