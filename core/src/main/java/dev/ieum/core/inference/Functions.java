package dev.ieum.core.inference;

import static dev.ieum.core.inference.FusedMultiplyAdd.multiplyAdd;

import java.util.Arrays;

/**
 * The functions of networks, over many numbers at a time. Stateless.
 *
 * <p>Made of additions, multiplications and divisions alone, so that the compiler turns the loops
 * into vector instructions, which it cannot where exponents are cut out of bits: half a nanosecond
 * a number instead of five.
 */
public final class Functions {
  private static final float LOWEST = -87f; // e to this is the least that has all its digits
  private static final float SATURATED = 7.905311f; // tanh of more is 1

  private static volatile float[] ones = {}; // grows with the longest sum

  private Functions() {}

  /**
   * Replaces the first {@code n} numbers by e to the power of themselves less {@code shift}, which
   * must be at least as large as any of them. The relative error stays below 4e-5.
   *
   * <p>It is the 128th power, by seven squarings, of the series at a 128th.
   */
  public static void exp(float[] x, int n, float shift) {
    for (int i = 0; i < n; i++) {
      float r = Math.max(x[i] - shift, LOWEST) * (1f / 128);
      float p = 1f / 40320;
      p = multiplyAdd(p, r, 1f / 5040);
      p = multiplyAdd(p, r, 1f / 720);
      p = multiplyAdd(p, r, 1f / 120);
      p = multiplyAdd(p, r, 1f / 24);
      p = multiplyAdd(p, r, 1f / 6);
      p = multiplyAdd(p, r, 1f / 2);
      p = multiplyAdd(p, r, 1f);
      p = multiplyAdd(p, r, 1f);
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      x[i] = p;
    }
  }

  /**
   * Replaces numbers {@code [from, to)} by their hyperbolic tangents, to within 5e-7.
   *
   * <p>A quotient of polynomials with the widely used coefficients of the library Eigen.
   */
  public static void tanh(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      float v = Math.max(Math.min(x[i], SATURATED), -SATURATED);
      float s = v * v;
      float p = -2.7607684e-16f;
      p = multiplyAdd(p, s, 2.000188e-13f);
      p = multiplyAdd(p, s, -8.604672e-11f);
      p = multiplyAdd(p, s, 5.122297e-8f);
      p = multiplyAdd(p, s, 1.4857224e-5f);
      p = multiplyAdd(p, s, 6.372619e-4f);
      p = multiplyAdd(p, s, 4.8935246e-3f);
      float q = 1.1982584e-6f;
      q = multiplyAdd(q, s, 1.1853471e-4f);
      q = multiplyAdd(q, s, 2.2684347e-3f);
      q = multiplyAdd(q, s, 4.893525e-3f);
      x[i] = p * v / q;
    }
  }

  /** Replaces negative numbers by 0. */
  public static void relu(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  /** Adds the first {@code rows} rows of {@code x} to those of {@code y}. */
  public static void add(float[][] x, int rows, float[][] y) {
    for (int r = 0; r < rows; r++) {
      float[] from = x[r];
      float[] to = y[r];
      for (int i = 0; i < from.length; i++) {
        to[i] += from[i];
      }
    }
  }

  /** Turns the first {@code n} scores into probabilities that sum to 1, in place. */
  public static void softmax(float[] x, int n) {
    exp(x, n, max(x, n));
    float sum = sum(x, n);
    for (int i = 0; i < n; i++) {
      x[i] /= sum;
    }
  }

  /**
   * Returns the natural logarithm of the sum of the exponentials of the first {@code n} numbers.
   *
   * @param scratch room for {@code n} numbers
   */
  public static float logSumExp(float[] x, int n, float[] scratch) {
    return logSumExp(x, n, max(x, n), scratch);
  }

  /** As above, where {@code max}, the largest of them, is known. */
  public static float logSumExp(float[] x, int n, float max, float[] scratch) {
    System.arraycopy(x, 0, scratch, 0, n);
    exp(scratch, n, max);
    return max + (float) Math.log(sum(scratch, n));
  }

  /** Returns the largest of the first {@code n} numbers. */
  static float max(float[] x, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[i]); // the compiler makes vectors of this form, not of several chains
    }
    return max;
  }

  /**
   * Writes the largest number of each {@code size} of the first {@code n} numbers.
   *
   * @return the largest of all
   */
  public static float blockMaxima(float[] x, int n, int size, float[] maxima) {
    float max = Float.NEGATIVE_INFINITY;
    for (int block = 0; block * size < n; block++) {
      float largest = Float.NEGATIVE_INFINITY;
      int end = Math.min(n, (block + 1) * size);
      for (int i = block * size; i < end; i++) {
        largest = Math.max(largest, x[i]);
      }
      maxima[block] = largest;
      max = Math.max(max, largest);
    }
    return max;
  }

  static float sum(float[] x, int n) {
    float[] one = ones;
    if (one.length < n) {
      one = new float[n];
      Arrays.fill(one, 1f);
      ones = one;
    }
    return dot(x, one, n); // times 1 is exact
  }

  /** Returns the inner product of the first {@code n} numbers. */
  public static float dot(float[] x, float[] y, int n) {
    // Several chains: a single one would wait for itself at every step.
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
      a = multiplyAdd(x[i], y[i], a);
      b = multiplyAdd(x[i + 1], y[i + 1], b);
      c = multiplyAdd(x[i + 2], y[i + 2], c);
      d = multiplyAdd(x[i + 3], y[i + 3], d);
      e = multiplyAdd(x[i + 4], y[i + 4], e);
      f = multiplyAdd(x[i + 5], y[i + 5], f);
      g = multiplyAdd(x[i + 6], y[i + 6], g);
      h = multiplyAdd(x[i + 7], y[i + 7], h);
    }
    for (; i < n; i++) {
      a = multiplyAdd(x[i], y[i], a);
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /**
   * Returns the inner product of {@code n} numbers, from {@code at} on in both arrays. A loop of
   * its own: one that begins anywhere takes half as long again for arrays that begin at 0.
   */
  static float dot(float[] x, float[] y, int at, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int end = at + n;
    int i = at;
    for (; i + 7 < end; i += 8) {
      a = multiplyAdd(x[i], y[i], a);
      b = multiplyAdd(x[i + 1], y[i + 1], b);
      c = multiplyAdd(x[i + 2], y[i + 2], c);
      d = multiplyAdd(x[i + 3], y[i + 3], d);
      e = multiplyAdd(x[i + 4], y[i + 4], e);
      f = multiplyAdd(x[i + 5], y[i + 5], f);
      g = multiplyAdd(x[i + 6], y[i + 6], g);
      h = multiplyAdd(x[i + 7], y[i + 7], h);
    }
    for (; i < end; i++) {
      a = multiplyAdd(x[i], y[i], a);
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
            multiplyAdd(
                d,
                xd[i],
                multiplyAdd(c, xc[i], multiplyAdd(b, xb[i], multiplyAdd(a, xa[i], sum[i]))));
      }
    }
    for (; r < rows; r++) {
      float a = weights[r];
      float[] xa = x[r];
      for (int i = 0; i < size; i++) {
        sum[i] = multiplyAdd(a, xa[i], sum[i]);
      }
    }
    System.arraycopy(sum, 0, y, offset, size);
  }

  /**
   * As above, of the numbers of each row from {@code from} on; slower, as loops from 0 are aligned.
   */
  static void weightedSum(
      float[] weights, float[][] x, int from, int rows, float[] y, int offset, int size) {
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
            multiplyAdd(
                d,
                xd[from + i],
                multiplyAdd(
                    c,
                    xc[from + i],
                    multiplyAdd(b, xb[from + i], multiplyAdd(a, xa[from + i], sum[i]))));
      }
    }
    for (; r < rows; r++) {
      float a = weights[r];
      float[] xa = x[r];
      for (int i = 0; i < size; i++) {
        sum[i] = multiplyAdd(a, xa[from + i], sum[i]);
      }
    }
    System.arraycopy(sum, 0, y, offset, size);
  }
}
