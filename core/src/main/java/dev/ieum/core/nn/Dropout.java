package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * The ways of leaving units out while training. A rate of 0 returns the input itself.
 *
 * <p>Draws are Java's and follow from the seed: the engine has one generator for all threads, so
 * what it gives to each would hang on how they happen to run. Not thread-safe: one for each pass.
 */
public final class Dropout {
  private final SplittableRandom random; // null outside training

  private Dropout(SplittableRandom random) {
    this.random = random;
  }

  /** For passes without gradients: nothing is dropped, whatever the rate. */
  public static Dropout none() {
    return new Dropout(null);
  }

  /** For a training pass; {@code seed} determines the masks. */
  public static Dropout seeded(long seed) {
    return new Dropout(new SplittableRandom(seed));
  }

  /** Returns whether this is a training pass, with gradients. */
  public boolean training() {
    return random != null;
  }

  /** Drops single units (Srivastava et al. 2014). */
  public NDArray units(NDArray x, double rate) {
    return leavesAll(rate) ? x : x.mul(mask(x.getManager(), x.getShape(), rate));
  }

  /**
   * Drops the same units at every time step (variational dropout, Gal and Ghahramani 2016).
   *
   * @param x {@code [B, T, H]}
   */
  public NDArray locked(NDArray x, double rate) {
    if (leavesAll(rate)) {
      return x;
    }
    Shape shape = x.getShape();
    return x.mul(mask(x.getManager(), new Shape(shape.get(0), 1, shape.get(2)), rate));
  }

  /**
   * Drops whole positions (word dropout, Sennrich and Zhang 2019, section 3).
   *
   * @param x {@code [B, T, E]}
   */
  public NDArray positions(NDArray x, double rate) {
    if (leavesAll(rate)) {
      return x;
    }
    Shape shape = x.getShape();
    return x.mul(mask(x.getManager(), new Shape(shape.get(0), shape.get(1), 1), rate));
  }

  /**
   * Drops hidden units out of the recurrence for a whole batch (the recurrent half of Gal and
   * Ghahramani 2016, one mask per update): the columns of the recurrent weights that read them are
   * blanked, which keeps the fused recurrent kernel usable.
   *
   * @param weights {@code [gates * H, H]}
   * @return the thinned weights, owned by {@code owner}
   */
  public NDArray recurrent(NDArray weights, double rate, NDManager owner) {
    if (leavesAll(rate)) {
      return weights;
    }
    return mask(owner, new Shape(1, weights.getShape().get(1)), rate).mul(weights);
  }

  private boolean leavesAll(double rate) {
    return random == null || rate == 0;
  }

  /** Zeros at the given rate; the others make up for them. */
  private NDArray mask(NDManager manager, Shape shape, double rate) {
    float[] mask = new float[Math.toIntExact(shape.size())];
    float kept = (float) (1 / (1 - rate));
    // 32 of a draw's bits decide on one unit, so that a draw serves two.
    long limit = (long) (rate * (1L << 32));
    for (int i = 0; i < mask.length; i += 2) {
      long bits = random.nextLong();
      mask[i] = bits >>> 32 < limit ? 0f : kept;
      if (i + 1 < mask.length) {
        mask[i + 1] = (bits & 0xFFFFFFFFL) < limit ? 0f : kept;
      }
    }
    return manager.create(mask, shape);
  }
}
