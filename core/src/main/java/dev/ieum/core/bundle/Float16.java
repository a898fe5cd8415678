package dev.ieum.core.bundle;

/**
 * Conversion between 32-bit floats and IEEE 754 binary16, which Java 17 lacks.
 *
 * <p>Widening is exact. Narrowing rounds to nearest, ties to even (IEEE 754-2019, 4.3.1); what lies
 * beyond 65,519.99… becomes infinity, NaN stays NaN.
 */
final class Float16 {
  private static final int SMALLEST_NORMAL = 0x38800000; // 2^-14 as float bits
  private static final int LARGEST_TO_ZERO = 0x33000000; // 2^-25: half of the smallest half, a tie
  private static final int TOO_LARGE = 0x47800000; // 2^16
  private static final int INFINITY = 0x7f800000;

  private Float16() {}

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) { // zero and subnormal: a multiple of 2^-24, exact in a float
      return Float.intBitsToFloat(Float.floatToRawIntBits(mantissa * 0x1p-24f) | sign);
    }
    int wide = exponent == 0x1f ? INFINITY : (exponent + 112) << 23; // bias 127 against 15
    return Float.intBitsToFloat(sign | wide | (mantissa << 13));
  }

  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > INFINITY) {
      return (short) (sign | 0x7e00 | ((magnitude >>> 13) & 0x3ff)); // a quiet NaN
    }
    if (magnitude >= TOO_LARGE) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude >= SMALLEST_NORMAL) {
      // A carry out of the mantissa raises the exponent, up to infinity: just as it should.
      int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
      return (short) (sign | ((rounded - (112 << 23)) >>> 13));
    }
    return (short) (sign | (magnitude <= LARGEST_TO_ZERO ? 0 : subnormal(magnitude)));
  }

  /** Rounds a magnitude in (2^-25, 2^-14) to a count of 2^-24. */
  private static int subnormal(int magnitude) {
    int mantissa = (magnitude & 0x7fffff) | 0x800000;
    int shift = 126 - (magnitude >>> 23);
    int count = mantissa >>> shift;
    int rest = mantissa & ((1 << shift) - 1);
    int tie = 1 << (shift - 1);
    return rest > tie || (rest == tie && (count & 1) == 1) ? count + 1 : count;
  }
}
