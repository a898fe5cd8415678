package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Float16Test {

  /** The definition, in doubles: sign, 5 bits of exponent biased by 15, 10 of fraction. */
  private static double byDefinition(int half) {
    int exponent = half >> 10 & 31;
    double fraction = (half & 1023) / 1024.0;
    double magnitude;
    if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * Math.pow(2, -14);
    } else {
      magnitude = (1 + fraction) * Math.pow(2, exponent - 15);
    }
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void toFloat_everyHalf_isItsDefinition() {
    for (int half = 0; half < 65_536; half++) {
      float expected = (float) byDefinition(half);
      float actual = Float16.toFloat((short) half);
      if (Float.isNaN(expected)) {
        assertTrue(Float.isNaN(actual), "half " + half);
      } else {
        assertEquals(
            Float.floatToRawIntBits(expected), Float.floatToRawIntBits(actual), "half " + half);
      }
    }
  }

  @Test
  void fromFloat_everyHalf_comesBack() {
    for (int half = 0; half < 65_536; half++) {
      float value = Float16.toFloat((short) half);
      short back = Float16.fromFloat(value);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(Float16.toFloat(back)), "half " + half);
      } else {
        assertEquals((short) half, back, "half " + half);
      }
    }
  }

  /** Between each two neighbours: the exact middle goes to the even one, its neighbours do not. */
  @Test
  void fromFloat_aroundEveryMidpoint_roundsToNearestEven() {
    for (int half = 0; half < 0x7bff; half++) {
      float middle = (Float16.toFloat((short) half) + Float16.toFloat((short) (half + 1))) / 2;
      int even = (half & 1) == 0 ? half : half + 1;
      for (int sign : new int[] {0, 0x8000}) {
        float signed = sign == 0 ? middle : -middle;
        float smaller = sign == 0 ? Math.nextDown(signed) : Math.nextUp(signed);
        float larger = sign == 0 ? Math.nextUp(signed) : Math.nextDown(signed);
        assertEquals((short) (sign | even), Float16.fromFloat(signed), "middle after " + half);
        assertEquals((short) (sign | half), Float16.fromFloat(smaller), "below, after " + half);
        assertEquals((short) (sign | half + 1), Float16.fromFloat(larger), "above, after " + half);
      }
    }
  }

  @Test
  void fromFloat_extremes_overflowAndUnderflow() {
    assertEquals((short) 0x7bff, Float16.fromFloat(Math.nextDown(65_520f)));
    assertEquals((short) 0x7c00, Float16.fromFloat(65_520f));
    assertEquals((short) 0x7c00, Float16.fromFloat(Float.MAX_VALUE));
    assertEquals((short) 0xfc00, Float16.fromFloat(Float.NEGATIVE_INFINITY));
    assertEquals((short) 0x8000, Float16.fromFloat(-Float.MIN_VALUE));
    assertEquals((short) 0x0001, Float16.fromFloat(Math.nextUp(0x1p-25f)));
  }
}
