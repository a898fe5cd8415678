package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;

/** The number format in which a network keeps its weights and multiplies. */
@FunctionalInterface
public interface WeightFormat {
  /** 32-bit floats, multiplied in Java. */
  WeightFormat FLOAT32 = Matrix::of;

  /** Lays out weights {@code [outputs, inputs]}, as layers keep them. */
  Linear linear(FloatTensor weights);
}
