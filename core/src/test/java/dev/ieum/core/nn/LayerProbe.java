package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.Random;

/** What a layer is fed and read with when its gradients are checked. */
final class LayerProbe {
  private LayerProbe() {}

  /** Declares a parameter to stand for a layer's input, with numbers of the order of 1. */
  static NDArray input(ParameterStore store, String name, long... shape) {
    return store.declare(name, Initializer.normal(1), shape);
  }

  /** A scalar that every number of {@code x} moves by another amount. */
  static NDArray weighted(NDArray x, long seed) {
    Random random = new Random(seed);
    float[] weights = new float[Math.toIntExact(x.size())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() * 2 - 1;
    }
    return x.mul(x.getManager().create(weights, x.getShape())).sum();
  }
}
