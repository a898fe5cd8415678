package dev.ieum.seq2seq.inference;

import java.util.Arrays;

/**
 * The best continuations of one sentence, best first; of equal ones the one offered first. Not
 * thread-safe.
 */
final class TopCandidates {
  /** How many continuations are passed over at once where the best of them is too low. */
  static final int BLOCK = 128;

  private final float[] scores;
  private final int[] rows;
  private final int[] tokens;
  private int count;

  /** Makes room for {@code most} continuations. */
  TopCandidates(int most) {
    scores = new float[most];
    rows = new int[most];
    tokens = new int[most];
  }

  void clear() {
    count = 0;
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
  }

  int count() {
    return count;
  }

  float score(int rank) {
    return scores[rank];
  }

  int row(int rank) {
    return rows[rank];
  }

  int token(int rank) {
    return tokens[rank];
  }

  /**
   * Offers continuations of row {@code row}, each worth its logit plus {@code base}.
   *
   * @param ids which tokens they are; null for all of the vocabulary
   * @param maxima at least the largest logit of each {@link #BLOCK}
   */
  void offer(float[] logits, int number, int[] ids, int row, float base, float[] maxima) {
    int last = scores.length - 1;
    float least = scores[last];
    for (int block = 0; block * BLOCK < number; block++) {
      if (maxima[block] + base <= least) {
        continue;
      }
      int end = Math.min(number, (block + 1) * BLOCK);
      for (int i = block * BLOCK; i < end; i++) {
        float score = logits[i] + base;
        if (score > least) {
          insert(score, row, ids == null ? i : ids[i]);
          least = scores[last];
        }
      }
    }
  }

  private void insert(float score, int row, int token) {
    int rank = Math.min(count, scores.length - 1);
    for (; rank > 0 && scores[rank - 1] < score; rank--) {
      scores[rank] = scores[rank - 1];
      rows[rank] = rows[rank - 1];
      tokens[rank] = tokens[rank - 1];
    }
    scores[rank] = score;
    rows[rank] = row;
    tokens[rank] = token;
    count = Math.min(count + 1, scores.length);
  }
}
