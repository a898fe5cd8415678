package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Arrays;

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2.2): each head scores the memory with
 * queries and keys of its own, {@code softmax(q k / sqrt(H / heads))}, and sums up values of its
 * own; a linear map joins the heads.
 */
public final class MultiHeadAttention {
  private static final float MASKED = -1e9f;

  private final NDArray queryWeights; // (H, H)
  private final NDArray queryBias; // (H)
  private final NDArray keyWeights; // (H, M)
  private final NDArray valueWeights; // (H, M)
  private final NDArray outputWeights; // (H, H)
  private final NDArray outputBias; // (H)
  private final int heads;

  /**
   * What attention sees, head by head.
   *
   * @param keys {@code [B, heads, H / heads, S]}
   * @param values {@code [B, heads, S, H / heads]}
   */
  public record Memory(NDArray keys, NDArray values) {}

  /**
   * Declares the maps.
   *
   * @param parameters of {@link ParameterList#multiHead}
   * @param heads a divisor of H
   */
  public MultiHeadAttention(ParameterStore store, ParameterList parameters, int heads) {
    NDArray[] p = store.declare(parameters);
    queryWeights = p[0];
    queryBias = p[1];
    keyWeights = p[2];
    valueWeights = p[3];
    outputWeights = p[4];
    outputBias = p[5];
    this.heads = heads;
  }

  /** Returns what keeps each of {@code length} positions from seeing later ones, as a mask. */
  public static NDArray causalMask(NDManager manager, int length) {
    float[] mask = new float[length * length];
    for (int t = 0; t < length; t++) {
      Arrays.fill(mask, t * length + t + 1, (t + 1) * length, MASKED);
    }
    return manager.create(mask, new Shape(1, 1, length, length));
  }

  /** Makes keys and values of {@code [B, S, M]}. */
  public Memory read(NDArray memory) {
    NDArray keys = split(Linear.linear(memory, keyWeights).singletonOrThrow());
    NDArray values = split(Linear.linear(memory, valueWeights).singletonOrThrow());
    return new Memory(keys.transpose(0, 1, 3, 2), values);
  }

  /** Turns {@code [B, T, H]} into {@code [B, heads, T, H / heads]}. */
  private NDArray split(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads).transpose(0, 2, 1, 3);
  }

  /**
   * Attends.
   *
   * @param x {@code [B, T, H]}
   * @param mask 0 or -1e9, of a shape that {@code [B, heads, T, S]} broadcasts
   * @param rate of dropout of the weights
   * @return {@code [B, T, H]}
   */
  public NDArray attend(NDArray x, Memory memory, NDArray mask, double rate, Dropout dropout) {
    Shape shape = x.getShape();
    NDArray query = Linear.linear(x, queryWeights, queryBias).singletonOrThrow();
    float scale = (float) (1 / Math.sqrt((double) shape.get(2) / heads));
    NDArray weights =
        split(Scaling.by(query, scale)).matMul(memory.keys()).add(mask).softmax(3); // (B, h, T, S)
    NDArray context = dropout.units(weights, rate).matMul(memory.values());
    return Linear.linear(context.transpose(0, 2, 1, 3).reshape(shape), outputWeights, outputBias)
        .singletonOrThrow();
  }
}
