package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.ieum.core.nn.ParameterStore.Parameter;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The engine's gradients against finite differences of the same loss, for tests of layers.
 *
 * <p>Parameters are 32-bit floats, so the usual step is wide (0.04) and its error is taken out by
 * Richardson's extrapolation: what is left is of the order of 1e-5 for losses of the order of 1.
 */
public final class GradientCheck {
  private static final float STEP = 0.04f;
  private static final float ROUNDING = 1e-6f; // of losses of the order of 1, and twice that
  private static final int MOST = 16;

  private GradientCheck() {}

  /** Returns the gradient of every parameter, by name. */
  public static Map<String, float[]> gradients(
      ParameterStore store, Function<NDManager, NDArray> loss) {
    try (NDManager step = NativeRuntime.newManager();
        GradientCollector collector = NativeRuntime.engine().newGradientCollector()) {
      collector.backward(loss.apply(step));
    }
    Map<String, float[]> gradients = new LinkedHashMap<>();
    store
        .parameters()
        .forEach(
            (name, p) -> {
              try (NDArray gradient = p.array().getGradient()) {
                gradients.put(name, gradient.toFloatArray());
                gradient.subi(gradient); // the next pass would add to it
              }
            });
    return gradients;
  }

  /**
   * Checks up to {@value #MOST} numbers of every parameter.
   *
   * @throws AssertionError naming the first number whose gradient is wrong, or the parameter that
   *     has none to speak of: some operations of the engine's binding let none through
   */
  public static void check(ParameterStore store, Function<NDManager, NDArray> loss) {
    check(store, loss, STEP);
  }

  /**
   * As above, by differences of one of several steps: a wide one may go over the kink of a ReLU or
   * the bend of a norm, a narrow one drown in the rounding of the loss.
   */
  public static void check(
      ParameterStore store, Function<NDManager, NDArray> loss, float... steps) {
    Map<String, float[]> gradients = gradients(store, loss);
    store
        .parameters()
        .forEach(
            (name, p) -> {
              float[] gradient = gradients.get(name);
              double largest = 0;
              int stride = Math.max(1, gradient.length / MOST);
              for (int i = 0; i < gradient.length; i += stride) {
                double expected = 0;
                boolean agrees = false;
                for (int s = 0; !agrees && s < steps.length; s++) {
                  expected = difference(p, i, loss, steps[s]);
                  double rounding = ROUNDING / steps[s];
                  double allowed = 3e-4 * Math.max(1, Math.abs(expected)) + rounding;
                  agrees = Math.abs(expected - gradient[i]) <= allowed;
                }
                largest = Math.max(largest, Math.abs(expected));
                require(
                    agrees,
                    "%s[%d]: gradient %s, by differences %s"
                        .formatted(name, i, gradient[i], expected));
              }
              require(largest > 1e-4, name + ": no gradient to speak of: " + largest);
            });
  }

  private static double difference(
      Parameter p, int index, Function<NDManager, NDArray> loss, float step) {
    double wide = slope(p, index, loss, step);
    double narrow = slope(p, index, loss, step / 2);
    return (4 * narrow - wide) / 3;
  }

  private static double slope(
      Parameter p, int index, Function<NDManager, NDArray> loss, float step) {
    float value = p.values().get(index);
    p.values().put(index, value + step);
    double above = p.values().get(index);
    double up = value(loss);
    p.values().put(index, value - step);
    double below = p.values().get(index);
    double down = value(loss);
    p.values().put(index, value);
    return (up - down) / (above - below);
  }

  /** Computes the loss as training does: without a collector the engine takes other kernels. */
  private static double value(Function<NDManager, NDArray> loss) {
    GradientCollector collector = NativeRuntime.engine().newGradientCollector();
    try (NDManager step = NativeRuntime.newManager()) {
      return loss.apply(step).getFloat();
    } finally {
      collector.close();
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
