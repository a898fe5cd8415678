package dev.ieum.core.training;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.ParameterStore.Parameter;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019)
 * and clipping by global norm (Pascanu et al. 2013, algorithm 1).
 *
 * <p>It works on the engine's own memory from Java, one pass for the norm and one for the update:
 * the engine's optimizers clip single values, one side only, and their state cannot be saved.
 * Matrices decay, vectors do not. Not thread-safe.
 */
final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.98f;
  private static final float EPSILON = 1e-9f;
  private static final int CHUNK = 1024;
  private static final float[] ZEROS = new float[CHUNK];

  private final Map<String, Parameter> parameters;
  private final Map<String, float[]> firstMoments = new LinkedHashMap<>();
  private final Map<String, float[]> secondMoments = new LinkedHashMap<>();
  // A chunk of values, gradients and moments, small enough to stay in the first-level cache.
  private final float[] w = new float[CHUNK];
  private final float[] g = new float[CHUNK];
  private final float[] first = new float[CHUNK];
  private final float[] second = new float[CHUNK];

  Adam(ParameterStore store) {
    parameters = store.parameters();
    parameters.forEach(
        (name, p) -> {
          firstMoments.put(name, new float[p.values().capacity()]);
          secondMoments.put(name, new float[p.values().capacity()]);
        });
  }

  /**
   * Applies gradients, and sets them to zero.
   *
   * @param update 1 for the first
   * @return the global norm before clipping; when it is not finite no parameter is changed
   */
  double update(
      Gradients gradients, long update, double rate, double clipNorm, double weightDecay) {
    double norm = gradients.norm();
    if (!Double.isFinite(norm)) {
      gradients.clear();
      return norm;
    }
    float scale = clipNorm > 0 && norm > clipNorm ? (float) (clipNorm / norm) : 1f;
    double correction =
        Math.sqrt(1 - Math.pow(BETA2, (double) update)) / (1 - Math.pow(BETA1, (double) update));
    float step = (float) (rate * correction);
    float epsilon = (float) (EPSILON * Math.sqrt(1 - Math.pow(BETA2, (double) update)));
    parameters.forEach(
        (name, p) -> {
          float decay = p.shape().length > 1 ? (float) (1 - rate * weightDecay) : 1f;
          apply(
              p.values(),
              gradients.of(name),
              firstMoments.get(name),
              secondMoments.get(name),
              new Factors(scale, step, epsilon, decay));
        });
    return norm;
  }

  /** What an update multiplies with. */
  private record Factors(float scale, float step, float epsilon, float decay) {}

  private void apply(
      FloatBuffer values, FloatBuffer gradients, float[] m, float[] v, Factors factors) {
    for (int from = 0; from < m.length; from += CHUNK) {
      int n = Math.min(CHUNK, m.length - from);
      values.get(from, w, 0, n);
      gradients.get(from, g, 0, n);
      System.arraycopy(m, from, first, 0, n);
      System.arraycopy(v, from, second, 0, n);
      apply(w, g, first, second, n, factors);
      System.arraycopy(first, 0, m, from, n);
      System.arraycopy(second, 0, v, from, n);
      values.put(from, w, 0, n);
      gradients.put(from, ZEROS, 0, n);
    }
  }

  /** Plain arrays and one index: what the compiler turns into vector instructions. */
  private static void apply(float[] w, float[] g, float[] m, float[] v, int n, Factors factors) {
    float scale = factors.scale();
    float step = factors.step();
    float epsilon = factors.epsilon();
    float decay = factors.decay();
    for (int i = 0; i < n; i++) {
      float gradient = g[i] * scale;
      m[i] = BETA1 * m[i] + (1 - BETA1) * gradient;
      v[i] = BETA2 * v[i] + (1 - BETA2) * gradient * gradient;
      w[i] = w[i] * decay - step * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  /** Copies the moments out, for a checkpoint. */
  Map<String, FloatTensor> export() {
    Map<String, FloatTensor> state = new LinkedHashMap<>();
    firstMoments.forEach((name, m) -> state.put("first." + name, copy(m)));
    secondMoments.forEach((name, v) -> state.put("second." + name, copy(v)));
    return state;
  }

  /**
   * Takes the moments of a checkpoint.
   *
   * @throws ModelBundleException when one is missing or has another size
   */
  void restore(Map<String, FloatTensor> state) {
    firstMoments.forEach((name, m) -> fill(m, state, "first." + name));
    secondMoments.forEach((name, v) -> fill(v, state, "second." + name));
  }

  private static FloatTensor copy(float[] values) {
    return new FloatTensor(new int[] {values.length}, values.clone());
  }

  private static void fill(float[] values, Map<String, FloatTensor> state, String name) {
    FloatTensor saved = state.get(name);
    if (saved == null || saved.values().length != values.length) {
      throw new ModelBundleException(
          "optimizer.safetensors: %s = %s; allowed: %d numbers; train again in another directory"
              .formatted(name, saved == null ? "nothing" : saved, values.length));
    }
    System.arraycopy(saved.values(), 0, values, 0, values.length);
  }
}
