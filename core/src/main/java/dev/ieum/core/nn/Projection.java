package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** A linear map with an optional bias. */
public final class Projection {
  private final NDArray weights; // (out, in)
  private final NDArray bias; // (out), or null when the map has none

  /** Declares a map from {@code in} to {@code out} numbers under {@code name}. */
  public Projection(ParameterStore store, String name, int in, int out, boolean withBias) {
    NDArray[] p =
        store.within(
            name,
            () ->
                new NDArray[] {
                  store.declare("weights", Initializer.glorot(), out, in),
                  withBias ? store.declare("bias", Initializer.constant(0f), out) : null
                });
    weights = p[0];
    bias = p[1];
  }

  /** Maps {@code [..., in]} to {@code [..., out]}. */
  public NDArray apply(NDArray x) {
    return Linear.linear(x, weights, bias).singletonOrThrow();
  }
}
