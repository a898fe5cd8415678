package dev.ieum.core.nn;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The tokens that stand for a whole vocabulary in the softmax of one training step: all that are to
 * be predicted, and some others drawn evenly, each of which counts for the many like it that were
 * not drawn.
 *
 * <p>The sum over the vocabulary that a softmax divides by is then exact for the wanted tokens and
 * an unbiased estimate for the rest (importance sampling with even proposals; Bengio and Senécal
 * 2003, Jean et al. 2015). The output layer costs as many rows as there are candidates.
 *
 * <p>Immutable.
 */
public final class CandidateSample {
  private final long[] ids;
  private final float[] corrections;
  private final int[] positionOf;

  private CandidateSample(long[] ids, float[] corrections, int[] positionOf) {
    this.ids = ids;
    this.corrections = corrections;
    this.positionOf = positionOf;
  }

  /**
   * Draws candidates.
   *
   * @param vocabularySize tokens to draw from
   * @param wanted ids that must be among the candidates; repetitions count once
   * @param others further tokens to draw, if there are so many
   * @param seed what the draw follows from
   * @throws IndexOutOfBoundsException when a wanted id is not in the vocabulary
   */
  public static CandidateSample draw(int vocabularySize, long[] wanted, int others, long seed) {
    int[] positionOf = new int[vocabularySize];
    Arrays.fill(positionOf, -1);
    int known = 0;
    for (long id : wanted) {
      if (positionOf[(int) id] < 0) {
        positionOf[(int) id] = known++;
      }
    }
    int rest = vocabularySize - known;
    int drawn = Math.min(others, rest);
    long[] ids = new long[known + drawn];
    float[] corrections = new float[known + drawn];
    Arrays.fill(corrections, known, ids.length, (float) Math.log((double) rest / drawn));
    SplittableRandom random = new SplittableRandom(seed);
    int next = known;
    int left = rest;
    for (int id = 0; id < vocabularySize; id++) {
      if (positionOf[id] >= 0) {
        ids[positionOf[id]] = id;
      } else if (random.nextInt(left--) < known + drawn - next) { // Knuth's selection sampling
        positionOf[id] = next;
        ids[next++] = id;
      }
    }
    return new CandidateSample(ids, corrections, positionOf);
  }

  /** Returns how many candidates there are. */
  public int size() {
    return ids.length;
  }

  /** Returns the candidates' ids, the wanted ones first. */
  public long[] ids() {
    return ids.clone();
  }

  /** Returns what is added to each candidate's logit: the logarithm of how many it counts for. */
  public float[] corrections() {
    return corrections.clone();
  }

  /**
   * Returns where each of {@code wanted} stands among the candidates.
   *
   * @throws IllegalArgumentException when one is no candidate
   */
  public long[] positions(long[] wanted) {
    long[] positions = new long[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      positions[i] = positionOf[(int) wanted[i]];
      if (positions[i] < 0) {
        throw new IllegalArgumentException("token " + wanted[i] + " is no candidate");
      }
    }
    return positions;
  }
}
