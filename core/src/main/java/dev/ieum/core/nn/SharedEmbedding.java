package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Linear;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

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

  /**
   * Declares a table.
   *
   * @param parameters of {@link ParameterList#embedding}; only a tied table scores
   */
  public SharedEmbedding(ParameterStore store, ParameterList parameters) {
    NDArray[] p = store.declare(parameters);
    table = p[0];
    scale = (float) Math.sqrt(parameters.parameters().get(0).shape()[1]);
    outputBias = p.length > 1 ? p[1] : null;
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
   * Returns the mean cross-entropy of the vectors' next tokens, in nats, as a scalar of their
   * manager: against the target with {@code smoothing} of its probability spread evenly over the
   * vocabulary (Szegedy et al. 2016, section 7).
   *
   * <p>The gradient of that by the logits is known: softmax less target. It is computed at once and
   * given to the engine as a linear function that has it, so that the engine need not go back
   * through five arrays of the size of the logits. The scalar's value is the loss all the same.
   *
   * @param x vectors {@code [N, E]}
   * @param targets {@code [N]} ids
   * @param withGradient whether a gradient will be computed
   * @throws IllegalStateException when the table only reads
   */
  public NDArray crossEntropy(NDArray x, long[] targets, double smoothing, boolean withGradient) {
    if (outputBias == null) {
      throw new IllegalStateException(READS_ONLY);
    }
    NDManager manager = x.getManager();
    NDArray vectors = fixed(x, manager);
    NDArray weights = fixed(table, manager);
    NDArray logProbabilities =
        Linear.linear(vectors, weights, fixed(outputBias, manager))
            .singletonOrThrow()
            .logSoftmax(1); // (N, V)
    int count = targets.length;
    float even = (float) (smoothing / table.getShape().get(0));
    NDArray likelihood =
        logProbabilities.gather(manager.create(targets, new Shape(count, 1)), 1).mean();
    NDArray loss =
        likelihood
            .mul((float) (smoothing - 1))
            .sub(logProbabilities.mean().mul((float) smoothing)); // a constant to the engine
    if (!withGradient) {
      return loss;
    }
    NDArray gradient = logProbabilities.exp().subi(even); // (N, V), N times the one by the logits
    FloatBuffer numbers =
        gradient.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    int width = (int) gradient.getShape().get(1);
    for (int n = 0; n < count; n++) {
      int at = n * width + (int) targets[n];
      numbers.put(at, numbers.get(at) - (float) (1 - smoothing));
    }
    float share = 1f / count;
    NDArray byVectors = gradient.matMul(weights).muli(share);
    NDArray byWeights = gradient.transpose().matMul(vectors).muli(share);
    NDArray byBias = gradient.sum(new int[] {0}).muli(share);
    NDArray linear =
        byVectors.mul(x).sum().add(byWeights.mul(table).sum()).add(byBias.mul(outputBias).sum());
    return linear.add(loss.sub(fixed(linear, manager)));
  }

  /** Returns the same numbers, as constants that belong to {@code manager}. */
  private static NDArray fixed(NDArray array, NDManager manager) {
    NDArray constant = array.stopGradient();
    constant.attach(manager);
    return constant;
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
