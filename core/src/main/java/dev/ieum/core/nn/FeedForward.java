package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;

/** Two linear maps with a ReLU between (Vaswani et al. 2017, section 3.3). */
public final class FeedForward {
  private final NDArray innerWeights; // (F, H)
  private final NDArray innerBias; // (F)
  private final NDArray outerWeights; // (H, F)
  private final NDArray outerBias; // (H)

  /**
   * Declares the maps.
   *
   * @param parameters of {@link ParameterList#feedForward}
   */
  public FeedForward(ParameterStore store, ParameterList parameters) {
    NDArray[] p = store.declare(parameters);
    innerWeights = p[0];
    innerBias = p[1];
    outerWeights = p[2];
    outerBias = p[3];
  }

  /** Maps {@code [..., H]} to {@code [..., H]}. */
  public NDArray apply(NDArray x) {
    NDArray inner = Linear.linear(x, innerWeights, innerBias).singletonOrThrow();
    return Linear.linear(Activation.relu(inner), outerWeights, outerBias).singletonOrThrow();
  }
}
