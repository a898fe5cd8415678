package dev.ieum.core.inference;

/**
 * Rows of floats as whole numbers, by a factor of each row's own, and sums of their products as
 * floats again. Stateless.
 */
final class RowRounding {
  private static final float ROUND = 0x1.8p23f; // added and taken away, leaves whole numbers
  private static final float LEAST = 1e-30f; // rows below it are taken for zero

  private RowRounding() {}

  /** Returns the whole number next to x, the even one of two. */
  static float round(float x) {
    return x + ROUND - ROUND;
  }

  /** Returns what makes {@code levels} of a row's largest number; 0 for a row of zeros. */
  static float factor(float[] x, int inputs, int levels) {
    float largest = 0;
    for (int i = 0; i < inputs; i++) {
      largest = Math.max(largest, Math.abs(x[i])); // the compiler makes vectors of this form
    }
    return factor(largest, levels);
  }

  /** Returns what makes {@code levels} of a largest number; 0 for next to nothing. */
  static float factor(float largest, int levels) {
    return largest < LEAST ? 0 : levels / largest;
  }

  /** Rounds as many numbers as {@code q} holds. */
  static void round(float[] x, float factor, float[] q) {
    for (int i = 0; i < q.length; i++) {
      q[i] = round(x[i] * factor);
    }
  }

  /** Rounds a row to bytes, the same numbers. */
  static void round(float[] x, float factor, byte[] q) {
    for (int i = 0; i < q.length; i++) {
      // The low bits of the sum are the whole number that it rounds to.
      q[i] = (byte) Float.floatToRawIntBits(x[i] * factor + ROUND);
    }
  }

  /** Adds sums to y, times the scales of row and outputs. */
  static void addScaled(float[] sums, float factor, float[] by, float[] y) {
    float xScale = factor == 0 ? 0 : 1 / factor;
    for (int o = 0; o < by.length; o++) {
      y[o] += sums[o] * (xScale * by[o]);
    }
  }

  /** The same for the outputs chosen out of all that were summed. */
  static void addScaled(float[] sums, int[] chosen, float factor, float[] by, float[] y) {
    float xScale = factor == 0 ? 0 : 1 / factor;
    for (int o = 0; o < by.length; o++) {
      y[o] += sums[chosen[o]] * (xScale * by[o]);
    }
  }
}
