package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * A weighted sum of vectors, one for each of the unordered features of an item (the hidden layer of
 * Joulin et al. 2017, section 2).
 */
public final class EmbeddingBag {
  private final NDArray table; // (F, D)

  /**
   * Declares the vectors.
   *
   * @param parameters of {@link ParameterList#embeddingBag}
   */
  public EmbeddingBag(ParameterStore store, ParameterList parameters) {
    table = store.declare(parameters)[0];
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
