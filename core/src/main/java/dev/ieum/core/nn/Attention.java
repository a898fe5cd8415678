package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * Global attention with the "general" score of Luong et al. 2015, eq. 8, scaled by 1/sqrt(H) as in
 * Vaswani et al. 2017, section 3.2.1, so that the softmax starts out soft at any width.
 */
public final class Attention {
  private final Projection keys;
  private final float scale;

  /**
   * What a query saw.
   *
   * @param context {@code [B, T, M]}
   * @param weights {@code [B, T, S]}, each row sums to 1, nothing on padding
   */
  public record Attended(NDArray context, NDArray weights) {}

  /**
   * Declares the map from memory to keys.
   *
   * @param parameters of {@link ParameterList#attentionKeys}
   * @param querySize H, of queries and keys
   */
  public Attention(ParameterStore store, ParameterList parameters, int querySize) {
    keys = new Projection(store, parameters);
    scale = (float) (1 / Math.sqrt(querySize));
  }

  /** Projects the memory {@code [B, S, M]} once per batch: {@code [B, H, S]}, ready to multiply. */
  public NDArray keys(NDArray memory) {
    return Scaling.by(keys.apply(memory), scale).transpose(0, 2, 1);
  }

  /**
   * Attends.
   *
   * @param query {@code [B, T, H]}
   * @param keys of {@link #keys}
   * @param memory {@code [B, S, M]}
   * @param mask {@code [B, 1, S]}, see {@link SequenceBatch}
   */
  public Attended attend(NDArray query, NDArray keys, NDArray memory, NDArray mask) {
    NDArray weights = query.matMul(keys).add(mask).softmax(2); // (B, T, S)
    return new Attended(weights.matMul(memory), weights);
  }
}
