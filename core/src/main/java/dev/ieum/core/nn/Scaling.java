package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * Multiplication by a constant, safe where gradients flow. Stateless.
 *
 * <p>DJL's {@code x.mul(2f)} makes an array of the number and closes it at once, while the graph
 * that the engine keeps for the backward pass still reads its memory, which Java owns. When the
 * garbage collector runs in between, the gradient is multiplied by whatever lies there then. Here
 * the number lives as long as the step's other arrays. Other operations with a Java number may not
 * be used on the way to a loss either, unless their gradient does not need it, as that of a sum.
 */
public final class Scaling {
  private Scaling() {}

  /** Returns {@code factor} times {@code x}; the product and the factor belong to x's manager. */
  public static NDArray by(NDArray x, float factor) {
    return x.mul(x.getManager().create(factor));
  }
}
