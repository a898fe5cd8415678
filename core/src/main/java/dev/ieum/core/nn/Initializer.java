package dev.ieum.core.nn;

import java.util.random.RandomGenerator;

/** How a new parameter is filled, by Java's own generator, so that a seed means one network. */
@FunctionalInterface
interface Initializer {

  /** Fills {@code values}, the row-major content of an array of shape {@code shape}. */
  void fill(float[] values, long[] shape, RandomGenerator random);

  /** All values equal. */
  static Initializer constant(float value) {
    return (values, shape, random) -> java.util.Arrays.fill(values, value);
  }

  /** Uniform in {@code [-a, a)}, a = sqrt(6 / (in + out)) (Glorot and Bengio 2010, eq. 16). */
  static Initializer glorot() {
    return (values, shape, random) -> {
      double bound = Math.sqrt(6.0 / (shape[0] + shape[shape.length - 1]));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
      }
    };
  }

  /** Normal with mean 0 and the given standard deviation. */
  static Initializer normal(double deviation) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
    };
  }

  /** Stacks one Glorot block per gate: the rows of gates are separate matrices. */
  static Initializer glorotGates(int gates) {
    return (values, shape, random) -> {
      double bound = Math.sqrt(6.0 / (shape[0] / gates + shape[1]));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
      }
    };
  }

  /** Zero, but one for the second gate of four: an LSTM that begins by remembering. */
  static Initializer lstmBias() {
    return (values, shape, random) -> {
      int hidden = values.length / 4;
      java.util.Arrays.fill(values, 0f);
      java.util.Arrays.fill(values, hidden, 2 * hidden, 1f);
    };
  }
}
