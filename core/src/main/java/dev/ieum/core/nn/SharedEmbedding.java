package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Linear;

/**
 * A table of vectors that reads ids and, tied, scores them (Press and Wolf 2017).
 *
 * <p>One object may serve a source, a target and an output layer.
 */
public final class SharedEmbedding {
  private static final String READS_ONLY = "this embedding reads ids only; it scores none";

  private final NDArray table; // (V, E)
  private final float scale;
  private final NDArray outputBias; // (V), or null when the table only reads

  /** Declares a tied table of {@code vocabularySize} vectors of {@code size} numbers. */
  public SharedEmbedding(ParameterStore store, String name, int vocabularySize, int size) {
    this(store, name, vocabularySize, size, true);
  }

  private SharedEmbedding(
      ParameterStore store, String name, int vocabularySize, int size, boolean tied) {
    NDArray[] p =
        store.within(
            name,
            () ->
                new NDArray[] {
                  store.declare(
                      "table", Initializer.normal(Math.pow(size, -0.5)), vocabularySize, size),
                  tied
                      ? store.declare("output_bias", Initializer.constant(0f), vocabularySize)
                      : null
                });
    table = p[0];
    scale = (float) Math.sqrt(size);
    outputBias = p[1];
  }

  /** Declares a table that looks ids up and scores nothing. */
  public static SharedEmbedding inputOnly(
      ParameterStore store, String name, int vocabularySize, int size) {
    return new SharedEmbedding(store, name, vocabularySize, size, false);
  }

  /**
   * Looks ids {@code [B, T]} up: {@code [B, T, E]}, scaled by sqrt(E) (Vaswani et al. 2017, section
   * 3.4): vectors small enough to score with are too faint to read, and learning starts late.
   */
  public NDArray lookup(NDArray ids) {
    return Scaling.by(rows(table, ids), scale);
  }

  /**
   * Scores every token for vectors {@code [N, E]}: logits {@code [N, V]}.
   *
   * @throws IllegalStateException when the table only reads
   */
  public NDArray logits(NDArray x) {
    if (outputBias == null) {
      throw new IllegalStateException(READS_ONLY);
    }
    return Linear.linear(x, table, outputBias).singletonOrThrow();
  }

  /**
   * Scores the candidates of a sample alone, for training: logits {@code [N, candidates]}, so
   * corrected that their softmax estimates that over the whole vocabulary.
   *
   * @param x vectors {@code [N, E]}
   * @throws IllegalStateException when the table only reads
   */
  public NDArray logits(NDArray x, CandidateSample sample) {
    if (outputBias == null) {
      throw new IllegalStateException(READS_ONLY);
    }
    NDArray ids = x.getManager().create(sample.ids());
    NDArray bias = rows(outputBias.reshape(-1, 1), ids).reshape(-1);
    NDArray corrections = x.getManager().create(sample.corrections());
    return Linear.linear(x, rows(table, ids), bias.add(corrections)).singletonOrThrow();
  }

  /**
   * Picks rows of {@code [R, H]} by number; the result has the shape of {@code index} with H
   * appended and belongs to the index's manager.
   */
  public static NDArray rows(NDArray matrix, NDArray index) {
    return index
        .getNDArrayInternal()
        .embedding(index, matrix, SparseFormat.DENSE)
        .singletonOrThrow();
  }
}
