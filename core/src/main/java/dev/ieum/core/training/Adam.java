package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
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

  private final Map<String, Parameter> parameters;
  private final Map<String, float[]> first = new LinkedHashMap<>();
  private final Map<String, float[]> second = new LinkedHashMap<>();

  Adam(ParameterStore store) {
    parameters = store.parameters();
    parameters.forEach(
        (name, p) -> {
          first.put(name, new float[p.values().capacity()]);
          second.put(name, new float[p.values().capacity()]);
        });
  }

  /**
   * Applies the gradients that the last backward pass left, and sets them to zero.
   *
   * @param update 1 for the first
   * @return the global norm before clipping; when it is not finite nothing is changed
   */
  double update(long update, double rate, double clipNorm, double weightDecay) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    try {
      parameters.forEach((name, p) -> gradients.put(name, p.array().getGradient()));
      double norm = norm(gradients);
      if (!Double.isFinite(norm)) {
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
            FloatBuffer gradient = floats(gradients.get(name));
            apply(
                p.values(),
                gradient,
                first.get(name),
                second.get(name),
                scale,
                step,
                epsilon,
                decay);
          });
      return norm;
    } finally {
      gradients.values().forEach(NDArray::close);
    }
  }

  private static double norm(Map<String, NDArray> gradients) {
    double squares = 0;
    for (NDArray gradient : gradients.values()) {
      FloatBuffer g = floats(gradient);
      int n = g.capacity();
      // Four sums: one chain of additions would wait for itself.
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i + 3 < n; i += 4) {
        a += (double) g.get(i) * g.get(i);
        b += (double) g.get(i + 1) * g.get(i + 1);
        c += (double) g.get(i + 2) * g.get(i + 2);
        d += (double) g.get(i + 3) * g.get(i + 3);
      }
      for (; i < n; i++) {
        a += (double) g.get(i) * g.get(i);
      }
      squares += a + b + c + d;
    }
    return Math.sqrt(squares);
  }

  private static void apply(
      FloatBuffer w,
      FloatBuffer g,
      float[] m,
      float[] v,
      float scale,
      float step,
      float epsilon,
      float decay) {
    for (int i = 0; i < m.length; i++) {
      float gradient = g.get(i) * scale;
      m[i] = BETA1 * m[i] + (1 - BETA1) * gradient;
      v[i] = BETA2 * v[i] + (1 - BETA2) * gradient * gradient;
      w.put(i, w.get(i) * decay - step * m[i] / ((float) Math.sqrt(v[i]) + epsilon));
      g.put(i, 0f);
    }
  }

  private static FloatBuffer floats(NDArray array) {
    return array.toByteBuffer(true).order(java.nio.ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Copies the moments out, for a checkpoint. */
  Map<String, FloatTensor> export() {
    Map<String, FloatTensor> state = new LinkedHashMap<>();
    first.forEach((name, m) -> state.put("first." + name, copy(m)));
    second.forEach((name, v) -> state.put("second." + name, copy(v)));
    return state;
  }

  /**
   * Takes the moments of a checkpoint.
   *
   * @throws ModelBundleException when one is missing or has another size
   */
  void restore(Map<String, FloatTensor> state) {
    first.forEach((name, m) -> fill(m, state, "first." + name));
    second.forEach((name, v) -> fill(v, state, "second." + name));
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
