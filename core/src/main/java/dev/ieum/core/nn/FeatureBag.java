package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * A weighted sum of vectors, one for each of the unordered features of an item (the hidden layer of
 * Joulin et al. 2017, section 2).
 *
 * <p>All vectors begin as zero, so that features which training never saw say nothing.
 */
public final class FeatureBag {
  private final NDArray table; // (F, D)
  private final int size;

  /** Declares {@code features} vectors of {@code size} numbers under {@code name}. */
  public FeatureBag(ParameterStore store, String name, int features, int size) {
    this.size = size;
    table =
        store.within(name, () -> store.declare("table", Initializer.constant(0f), features, size));
  }

  /** Returns D, the width of a sum. */
  public int outputSize() {
    return size;
  }

  /**
   * Sums up.
   *
   * @param features {@code [B, N]} feature numbers, anything at padding
   * @param weights {@code [B, 1, N]}, 0 at padding
   * @return {@code [B, D]}
   */
  public NDArray sum(NDArray features, NDArray weights) {
    return weights.matMul(SharedEmbedding.rows(table, features)).squeeze(1);
  }
}
