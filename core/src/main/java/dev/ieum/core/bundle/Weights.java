package dev.ieum.core.bundle;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tensors of a trained network, from which each layer takes its own. Not thread-safe.
 *
 * <p>Whatever a file holds must be what the network's settings ask for, no more and no less.
 */
public final class Weights {
  private final Map<String, FloatTensor> tensors;
  private final TreeSet<String> left;

  /** Offers tensors by name. */
  public Weights(Map<String, FloatTensor> tensors) {
    this.tensors = tensors;
    left = new TreeSet<>(tensors.keySet());
  }

  /**
   * Takes a tensor; several layers may take the same.
   *
   * @throws ModelBundleException when it is missing or has another shape
   */
  public FloatTensor take(String name, int... shape) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelBundleException(
          "weights.safetensors: tensor %s is missing; the network in model.json needs it"
              .formatted(name));
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new ModelBundleException(
          "weights.safetensors: shape of %s = %s; allowed: %s, as the network in model.json says"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    left.remove(name);
    return tensor;
  }

  /**
   * Checks that nothing is left.
   *
   * @throws ModelBundleException naming the tensors that no layer took
   */
  public void requireAllTaken() {
    if (!left.isEmpty()) {
      throw new ModelBundleException(
          "weights.safetensors: unknown tensors %s; allowed: those of the network in model.json;"
                  .formatted(left)
              + " the bundle is damaged or of another version");
    }
  }
}
