package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The ways of leaving units out while training. Stateless; a rate of 0 returns the input itself.
 *
 * <p>Draws come from the engine, which the training loop seeds before every update.
 */
public final class Dropout {
  private Dropout() {}

  /** Drops single units (Srivastava et al. 2014). */
  public static NDArray units(NDArray x, double rate) {
    return rate == 0 ? x : drop(x, rate);
  }

  /**
   * Drops the same units at every time step (variational dropout, Gal and Ghahramani 2016).
   *
   * @param x {@code [B, T, H]}
   */
  public static NDArray locked(NDArray x, double rate) {
    if (rate == 0) {
      return x;
    }
    Shape shape = x.getShape();
    return x.mul(drop(x.getManager().ones(new Shape(shape.get(0), 1, shape.get(2))), rate));
  }

  /**
   * Drops whole positions (word dropout, Sennrich and Zhang 2019, section 3).
   *
   * @param x {@code [B, T, E]}
   */
  public static NDArray positions(NDArray x, double rate) {
    if (rate == 0) {
      return x;
    }
    Shape shape = x.getShape();
    return x.mul(drop(x.getManager().ones(new Shape(shape.get(0), shape.get(1), 1)), rate));
  }

  /**
   * Drops hidden units out of the recurrence for a whole batch (the recurrent half of Gal and
   * Ghahramani 2016, one mask per update): the columns of the recurrent weights that read them are
   * blanked, which keeps the fused recurrent kernel usable.
   *
   * @param weights {@code [gates * H, H]}
   * @return the thinned weights, owned by {@code owner}
   */
  public static NDArray recurrent(NDArray weights, double rate, NDManager owner) {
    if (rate == 0) {
      return weights;
    }
    return drop(owner.ones(new Shape(1, weights.getShape().get(1))), rate).mul(weights);
  }

  private static NDArray drop(NDArray x, double rate) {
    return x.getNDArrayInternal().dropout(x, (float) rate, true).singletonOrThrow();
  }
}
