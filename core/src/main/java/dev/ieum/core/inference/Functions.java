package dev.ieum.core.inference;

/**
 * The functions of networks on single numbers, to within a few units of the last place of 1.
 * Stateless.
 *
 * <p>{@code Math.exp} computes in double precision and takes several times as long.
 */
public final class Functions {
  private static final float LOG2_E = 1.442695f;
  // ln 2 in two parts, so that n ln 2 is subtracted without loss (Cody and Waite 1980).
  private static final float LN2_HIGH = 0.6933594f;
  private static final float LN2_LOW = -0.00021219444f;
  private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to an integer
  private static final float LARGEST = 88f;
  private static final float SMALLEST = -87f;

  private Functions() {}

  /** Returns e to the x, between e^-87 and e^88; the polynomial is that of Cephes' expf. */
  public static float exp(float x) {
    float clamped = Math.max(SMALLEST, Math.min(LARGEST, x));
    float n = (clamped * LOG2_E + ROUND) - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float p = 0.00019875691f;
    p = Math.fma(p, r, 0.0013981999f);
    p = Math.fma(p, r, 0.008333452f);
    p = Math.fma(p, r, 0.041665796f);
    p = Math.fma(p, r, 0.16666666f);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r * r, r) + 1f;
    return p * Float.intBitsToFloat(((int) n + 127) << 23);
  }

  /** Returns 1 / (1 + e^-x). */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /** Returns the hyperbolic tangent. */
  public static float tanh(float x) {
    return 1f - 2f / (exp(2f * x) + 1f);
  }

  /** Replaces the first {@code n} numbers by their hyperbolic tangents. */
  public static void tanh(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = tanh(x[i]);
    }
  }

  /** Turns scores into probabilities that sum to 1, in place. */
  public static void softmax(float[] x, int n) {
    float max = max(x, n);
    float sum = 0;
    for (int i = 0; i < n; i++) {
      x[i] = exp(x[i] - max);
      sum += x[i];
    }
    for (int i = 0; i < n; i++) {
      x[i] /= sum;
    }
  }

  /**
   * Returns the natural logarithm of the sum of the exponentials of the first {@code n} numbers.
   */
  public static float logSumExp(float[] x, int n) {
    float max = max(x, n);
    // Four sums: one chain of additions would wait for itself.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += exp(x[i] - max);
      b += exp(x[i + 1] - max);
      c += exp(x[i + 2] - max);
      d += exp(x[i + 3] - max);
    }
    for (; i < n; i++) {
      a += exp(x[i] - max);
    }
    return max + (float) Math.log((a + b) + (c + d));
  }

  private static float max(float[] x, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = x[i] > max ? x[i] : max;
    }
    return max;
  }

  /** Returns the inner product of the first {@code n} numbers. */
  public static float dot(float[] x, float[] y, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i + 7 < n; i += 8) {
      a = Math.fma(x[i], y[i], a);
      b = Math.fma(x[i + 1], y[i + 1], b);
      c = Math.fma(x[i + 2], y[i + 2], c);
      d = Math.fma(x[i + 3], y[i + 3], d);
      e = Math.fma(x[i + 4], y[i + 4], e);
      f = Math.fma(x[i + 5], y[i + 5], f);
      g = Math.fma(x[i + 6], y[i + 6], g);
      h = Math.fma(x[i + 7], y[i + 7], h);
    }
    for (; i < n; i++) {
      a = Math.fma(x[i], y[i], a);
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /**
   * Writes the sum of weighted rows.
   *
   * @param x {@code [rows][size]}
   * @param y written from {@code offset} on, {@code size} numbers
   */
  public static void weightedSum(
      float[] weights, float[][] x, int rows, float[] y, int offset, int size) {
    float[] sum = new float[size];
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      float a = weights[r];
      float b = weights[r + 1];
      float c = weights[r + 2];
      float d = weights[r + 3];
      float[] xa = x[r];
      float[] xb = x[r + 1];
      float[] xc = x[r + 2];
      float[] xd = x[r + 3];
      for (int i = 0; i < size; i++) {
        sum[i] =
            Math.fma(d, xd[i], Math.fma(c, xc[i], Math.fma(b, xb[i], Math.fma(a, xa[i], sum[i]))));
      }
    }
    for (; r < rows; r++) {
      float a = weights[r];
      float[] xa = x[r];
      for (int i = 0; i < size; i++) {
        sum[i] = Math.fma(a, xa[i], sum[i]);
      }
    }
    System.arraycopy(sum, 0, y, offset, size);
  }
}
