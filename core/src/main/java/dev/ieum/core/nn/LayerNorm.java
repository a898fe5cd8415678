package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalization with gain and bias (Ba et al. 2016). */
public final class LayerNorm {
  /** Added to the variance, here and in inference. */
  public static final float EPSILON = 1e-5f;

  private final NDArray gain; // (H)
  private final NDArray bias; // (H)

  /**
   * Declares a norm.
   *
   * @param parameters of {@link ParameterList#layerNorm}
   */
  public LayerNorm(ParameterStore store, ParameterList parameters) {
    NDArray[] p = store.declare(parameters);
    gain = p[0];
    bias = p[1];
  }

  /** Normalizes the last axis of {@code [..., H]}. */
  public NDArray apply(NDArray x) {
    Shape width = new Shape(gain.getShape().get(0));
    return x.getNDArrayInternal().layerNorm(x, width, gain, bias, EPSILON).singletonOrThrow();
  }
}
