package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.ParameterStore;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of backward passes: the gradient of each parameter by name, summed over replicas. The
 * numbers are in the engine's memory, and their user sets them to zero. Not thread-safe; close it
 * after use.
 */
final class Gradients implements AutoCloseable {
  private static final int CHUNK = 1024;
  private static final float[] ZEROS = new float[CHUNK];

  private final List<NDArray> open = new ArrayList<>();
  private final Map<String, FloatBuffer> sums = new LinkedHashMap<>();

  /**
   * Gathers the gradients of replicas in the first of them, in their order, and sets those of the
   * others to zero.
   *
   * @param shares what each replica's gradient is multiplied by
   */
  Gradients(List<ParameterStore> replicas, double[] shares) {
    replicas.get(0).parameters().forEach((name, p) -> sums.put(name, floats(p.array())));
    if (shares.length == 1) {
      return; // its share is the whole
    }
    float[] sum = new float[CHUNK];
    float[] part = new float[CHUNK];
    for (int k = 1; k < shares.length; k++) {
      float first = k == 1 ? (float) shares[0] : 1f;
      float share = (float) shares[k];
      replicas
          .get(k)
          .parameters()
          .forEach(
              (name, p) -> {
                FloatBuffer to = sums.get(name);
                FloatBuffer from = floats(p.array());
                for (int at = 0; at < to.capacity(); at += CHUNK) {
                  int n = Math.min(CHUNK, to.capacity() - at);
                  to.get(at, sum, 0, n);
                  from.get(at, part, 0, n);
                  for (int i = 0; i < n; i++) {
                    sum[i] = sum[i] * first + part[i] * share;
                  }
                  to.put(at, sum, 0, n);
                  from.put(at, ZEROS, 0, n);
                }
              });
    }
  }

  private FloatBuffer floats(NDArray parameter) {
    NDArray gradient = parameter.getGradient();
    open.add(gradient);
    return gradient.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Returns the gradient of a parameter. */
  FloatBuffer of(String name) {
    return sums.get(name);
  }

  /** Sets all to zero, unused. */
  void clear() {
    for (FloatBuffer sum : sums.values()) {
      for (int from = 0; from < sum.capacity(); from += CHUNK) {
        sum.put(from, ZEROS, 0, Math.min(CHUNK, sum.capacity() - from));
      }
    }
  }

  /** Returns the global norm: the root of the sum of all squares. */
  double norm() {
    float[] g = new float[CHUNK];
    double squares = 0;
    for (FloatBuffer sum : sums.values()) {
      for (int from = 0; from < sum.capacity(); from += CHUNK) {
        int n = Math.min(CHUNK, sum.capacity() - from);
        sum.get(from, g, 0, n);
        squares += squares(g, n);
      }
    }
    return Math.sqrt(squares);
  }

  private static double squares(float[] g, int n) {
    // Four sums: one chain of additions would wait for itself.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += (double) g[i] * g[i];
      b += (double) g[i + 1] * g[i + 1];
      c += (double) g[i + 2] * g[i + 2];
      d += (double) g[i + 3] * g[i + 3];
    }
    for (; i < n; i++) {
      a += (double) g[i] * g[i];
    }
    return a + b + c + d;
  }

  @Override
  public void close() {
    open.forEach(NDArray::close);
  }
}
