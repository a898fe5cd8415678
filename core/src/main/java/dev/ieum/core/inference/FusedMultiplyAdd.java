package dev.ieum.core.inference;

/**
 * The multiply-add that every loop of this package is made of: fused, with one rounding, where the
 * processor has an instruction for that, else a product and a sum with two roundings. Stateless.
 *
 * <p>Without the instruction (x86 before Haswell, Pentium and Celeron without AVX, some virtual
 * machines, {@code -XX:-UseFMA}) Java computes {@link Math#fma(float, float, float)} by {@link
 * java.math.BigDecimal}, a thousand times as slow. So results in floats can differ in the last
 * places between machines of the two kinds, and only between those. Sums of whole numbers below
 * 2^24, which {@link QuantizedMatrix} multiplies, are exact in both ways and have the same bits.
 *
 * <p>The choice is made once in a process. The compiler folds it and inlines the method: loops are
 * turned into vector instructions as if they named the operation themselves.
 */
public final class FusedMultiplyAdd {
  private static final int TRIES = 16; // the shortest counts: other programs only lengthen some
  private static final int CALLS = 32;

  /** Seen in interpreted and in compiled code: 1 to 5 with the instruction, 300 or more without. */
  private static final int SLOWER = 12;

  private static final boolean FUSED = isFast();

  private FusedMultiplyAdd() {}

  /** Returns whether this process rounds once, by the processor's fused instruction. */
  public static boolean isAvailable() {
    return FUSED;
  }

  /** Returns {@code a * b + c}, rounded once if {@link #isAvailable()}, else twice. */
  static float multiplyAdd(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean isFast() {
    long fused = Long.MAX_VALUE;
    long separate = Long.MAX_VALUE;
    for (int t = 0; t < TRIES; t++) {
      float x = t; // known to no compiler, so that none computes the loops ahead
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        x = Math.fma(x, 0.5f, 1.1f);
      }
      long middle = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        x = x * 0.5f + 1.1f;
      }
      long end = System.nanoTime();
      fused = Math.min(fused, middle - start);
      separate =
          Math.min(separate, end - middle + (x < 0 ? 1 : 0)); // x is wanted, for the compiler
      if (fused < SLOWER * Math.max(1, separate)) {
        return true;
      }
    }
    return false;
  }
}
