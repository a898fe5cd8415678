package dev.ieum.core.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Pooling;
import java.util.List;

/**
 * Makes one vector of a sequence's states, its poolings side by side: the inference of {@code
 * nn.SequencePooling}. Immutable and thread-safe.
 */
public final class SequencePooling {
  private final List<Pooling> kinds;
  private final int width;
  private final Projection keys; // null unless ATTENTION is wanted
  private final float[] query; // (2H), likewise

  /**
   * Reads what attention needs, if it is among {@code kinds}.
   *
   * @param name what the pooling's parameters are called
   * @param width 2H, of a state
   */
  public SequencePooling(Weights weights, String name, List<Pooling> kinds, int width) {
    this.kinds = List.copyOf(kinds);
    this.width = width;
    boolean attends = kinds.contains(Pooling.ATTENTION);
    keys =
        attends
            ? Projection.of(weights, ParameterList.poolingKeys(name, width), WeightFormat.FLOAT32)
            : null;
    query = attends ? ParameterList.poolingQuery(name, width).take(weights).get(0).values() : null;
  }

  /** Returns the width of the result. */
  public int outputSize() {
    return kinds.size() * width;
  }

  /** Writes the poolings of a sequence to the beginning of {@code y}. */
  public void pool(Encoder.Encoded encoded, float[] y) {
    float[][] states = encoded.states();
    int offset = 0;
    for (Pooling kind : kinds) {
      switch (kind) {
        case MAX -> System.arraycopy(max(states), 0, y, offset, width);
        case MEAN -> System.arraycopy(mean(states), 0, y, offset, width);
        case LAST -> System.arraycopy(encoded.last(), 0, y, offset, width);
        case ATTENTION ->
            Functions.weightedSum(attention(states), states, states.length, y, offset, width);
      }
      offset += width;
    }
  }

  private float[] max(float[][] states) {
    float[] max = states[0].clone();
    for (float[] state : states) {
      for (int i = 0; i < max.length; i++) {
        max[i] = Math.max(max[i], state[i]);
      }
    }
    return max;
  }

  /** Returns the mean of one or more states. */
  static float[] mean(float[][] states) {
    float[] mean = new float[states[0].length];
    for (float[] state : states) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += state[i];
      }
    }
    float share = 1f / states.length;
    for (int i = 0; i < mean.length; i++) {
      mean[i] *= share;
    }
    return mean;
  }

  private float[] attention(float[][] states) {
    float[][] seen = new float[states.length][width];
    keys.apply(states, states.length, seen);
    float[] weights = new float[states.length];
    for (int s = 0; s < states.length; s++) {
      Functions.tanh(seen[s], 0, width);
      weights[s] = Functions.dot(query, seen[s], width);
    }
    Functions.softmax(weights, states.length);
    return weights;
  }
}
