package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;

/** In what numbers a network multiplies. */
@FunctionalInterface
public interface Arithmetic {
  /** Multiplies the numbers as they are, in plain Java. */
  Arithmetic FLOAT = Matrix::of;

  /** Lays out weights {@code [outputs, inputs]}, as layers keep them. */
  Product product(FloatTensor weights);
}
