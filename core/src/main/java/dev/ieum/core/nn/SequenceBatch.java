package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Right-padded sequences as the engine sees them, with what a network needs to look past padding.
 *
 * @param ids {@code [B, S]}, PAD behind each sequence
 * @param reversal {@code [B, S]} row numbers into {@code [B * S, .]}: each sequence turned round
 *     within its own length, padding left where it is; applied twice it is the identity
 * @param firstRows {@code [B]} row numbers of each sequence's first position
 * @param lastRows {@code [B]} row numbers of each sequence's last real position
 * @param mask {@code [B, 1, S]}: 0 at real positions, -1e9 at padding; added to attention scores
 * @param real {@code [B, S, 1]}: 1 at real positions, 0 at padding
 */
public record SequenceBatch(
    NDArray ids,
    NDArray reversal,
    NDArray firstRows,
    NDArray lastRows,
    NDArray mask,
    NDArray real) {
  private static final float MASKED = -1e9f;

  /**
   * Copies sequences to the engine; the arrays belong to {@code manager}.
   *
   * @param sequences at least one, none empty
   */
  public static SequenceBatch of(NDManager manager, int[][] sequences) {
    int batch = sequences.length;
    int width = 0;
    for (int[] sequence : sequences) {
      if (sequence.length == 0) {
        throw new IllegalArgumentException("sequence length = 0; allowed: 1 or more");
      }
      width = Math.max(width, sequence.length);
    }
    long[] ids = new long[batch * width];
    long[] reversal = new long[batch * width];
    long[] first = new long[batch];
    long[] last = new long[batch];
    float[] mask = new float[batch * width];
    float[] real = new float[batch * width];
    for (int b = 0; b < batch; b++) {
      int length = sequences[b].length;
      int row = b * width;
      long firstRow = row;
      first[b] = firstRow;
      last[b] = firstRow + length - 1;
      for (int s = 0; s < width; s++) {
        boolean inside = s < length;
        ids[row + s] = inside ? sequences[b][s] : 0;
        reversal[row + s] = firstRow + (inside ? length - 1 - s : s);
        mask[row + s] = inside ? 0f : MASKED;
        real[row + s] = inside ? 1f : 0f;
      }
    }
    return new SequenceBatch(
        manager.create(ids, new Shape(batch, width)),
        manager.create(reversal, new Shape(batch, width)),
        manager.create(first),
        manager.create(last),
        manager.create(mask, new Shape(batch, 1, width)),
        manager.create(real, new Shape(batch, width, 1)));
  }

  /** Returns B. */
  public long size() {
    return ids.getShape().get(0);
  }

  /** Turns {@code [B, S, H]} round, each sequence within its own length. */
  NDArray reverse(NDArray x) {
    return SharedEmbedding.rows(flat(x), reversal);
  }

  /** Picks each sequence's first position: {@code [B, H]}. */
  NDArray first(NDArray x) {
    return SharedEmbedding.rows(flat(x), firstRows);
  }

  /** Picks each sequence's last real position: {@code [B, H]}. */
  NDArray last(NDArray x) {
    return SharedEmbedding.rows(flat(x), lastRows);
  }

  /** Returns the mean of each sequence's real positions: {@code [B, H]}. */
  NDArray mean(NDArray x) {
    NDArray each = real.transpose(0, 2, 1); // (B, 1, S)
    return each.div(each.sum(new int[] {2}, true)).matMul(x).squeeze(1);
  }

  private static NDArray flat(NDArray x) {
    return x.reshape(-1, x.getShape().get(2));
  }
}
