package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import java.util.List;

/** The inference of {@code nn.LayerNorm}. Immutable and thread-safe; rows are independent. */
public final class LayerNorm {
  private final float[] gain;
  private final float[] bias;

  /**
   * Takes a norm's parameters.
   *
   * @param parameters of {@link ParameterList#layerNorm}
   */
  public LayerNorm(Weights weights, ParameterList parameters) {
    List<FloatTensor> learned = parameters.take(weights);
    gain = learned.get(0).values();
    bias = learned.get(1).values();
  }

  /** Returns normalized rows of {@code [rows][H]}. */
  public float[][] apply(float[][] x, int rows) {
    int size = gain.length;
    float[][] y = new float[rows][size];
    for (int r = 0; r < rows; r++) {
      float[] from = x[r];
      float[] to = y[r];
      float mean = Functions.sum(from, size) / size;
      for (int i = 0; i < size; i++) {
        to[i] = from[i] - mean;
      }
      float variance = Functions.dot(to, to, size) / size; // in a second pass, which is exact
      float scale = (float) (1 / Math.sqrt(variance + dev.ieum.core.nn.LayerNorm.EPSILON));
      for (int i = 0; i < size; i++) {
        to[i] = multiplyAdd(to[i] * scale, gain[i], bias[i]);
      }
    }
    return y;
  }
}
