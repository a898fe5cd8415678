package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** A linear map with an optional bias. */
public final class Projection {
  private final NDArray weights; // (out, in)
  private final NDArray bias; // (out), or null when the map has none

  /**
   * Declares a map.
   *
   * @param parameters of {@link ParameterList#projection}
   */
  public Projection(ParameterStore store, ParameterList parameters) {
    NDArray[] p = store.declare(parameters);
    weights = p[0];
    bias = p.length > 1 ? p[1] : null;
  }

  /** Maps {@code [..., in]} to {@code [..., out]}. */
  public NDArray apply(NDArray x) {
    return Linear.linear(x, weights, bias).singletonOrThrow();
  }
}
