package dev.ieum.core.bundle;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense array of 32-bit floats in row-major order, in plain Java memory.
 *
 * <p>The arrays are not copied: users of the tensor must not change them. Equality compares
 * contents, floats by their bits.
 *
 * @param shape the size of each axis, outermost first; empty for a single number
 * @param values the numbers, the last axis running fastest
 */
@SuppressWarnings("ArrayRecordComponent") // copying millions of weights would double the memory
public record FloatTensor(int[] shape, float[] values) {

  /**
   * Checks that the shape holds exactly the values.
   *
   * @throws IllegalArgumentException when it does not
   */
  public FloatTensor {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(values, "values");
    if (elements(shape) != values.length) {
      throw new IllegalArgumentException(
          "shape = %s; allowed: sizes that multiply to the %d values given"
              .formatted(Arrays.toString(shape), values.length));
    }
  }

  /** The product of the sizes, or -1 when a size is negative or the product too large. */
  static long elements(int[] shape) {
    long product = 1;
    boolean empty = false;
    for (int size : shape) {
      if (size < 0) {
        return -1;
      }
      empty |= size == 0;
      // An empty tensor may have any other sizes; their product must not overflow before the zero.
      product = size == 0 ? product : product * size;
      if (product > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return empty ? 0 : product;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatTensor" + Arrays.toString(shape);
  }
}
