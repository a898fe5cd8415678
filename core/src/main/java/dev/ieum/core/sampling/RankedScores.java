package dev.ieum.core.sampling;

import dev.ieum.core.inference.Functions;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The probabilities of events or tokens, and the likeliest of them. Ties go to the lower id, the
 * event that was more frequent in training. Not thread-safe.
 */
public final class RankedScores {
  private final float[] probabilities;

  /**
   * Turns scores into probabilities.
   *
   * @param scores of all events, overwritten; minus infinity for those that may not come
   * @param temperature more than 0
   */
  public RankedScores(float[] scores, double temperature) {
    boolean[] never = new boolean[scores.length];
    float factor = (float) (1 / temperature);
    for (int id = 0; id < scores.length; id++) {
      never[id] = scores[id] == Float.NEGATIVE_INFINITY;
      scores[id] *= factor;
    }
    Functions.softmax(scores, scores.length);
    for (int id = 0; id < scores.length; id++) {
      scores[id] = never[id] ? -1 : scores[id];
    }
    probabilities = scores;
  }

  /** Returns the probability of an event; -1 where it may not come. */
  public float probability(int id) {
    return probabilities[id];
  }

  /** Returns the likeliest events, at most {@code k}. */
  public int[] top(int k) {
    // A key orders by probability, then by id; both halves are not negative.
    long[] best = new long[Math.min(k, probabilities.length)];
    int count = 0;
    boolean heaped = best.length > 64;
    long[] all = heaped ? new long[probabilities.length] : best;
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] < 0) {
        continue;
      }
      long key = (long) Float.floatToRawIntBits(probabilities[id]) << 32 | Integer.MAX_VALUE - id;
      if (heaped) {
        all[count++] = key;
      } else if (count < best.length || (count > 0 && key > best[count - 1])) {
        int place = count < best.length ? count++ : count - 1;
        while (place > 0 && best[place - 1] < key) {
          best[place] = best[place - 1];
          place--;
        }
        best[place] = key;
      }
    }
    if (heaped) {
      Arrays.sort(all, 0, count);
    }
    int[] ids = new int[Math.min(best.length, count)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Integer.MAX_VALUE - (int) (heaped ? all[count - 1 - i] : best[i]);
    }
    return ids;
  }

  /** Draws an event of the likeliest {@code topK} that together have {@code topP}. */
  public int draw(int topK, double topP, SplittableRandom random) {
    int[] ids = top(topK == 0 ? probabilities.length : topK);
    double sum = 0;
    int count = 0;
    while (count < ids.length && (count == 0 || sum < topP)) {
      sum += probabilities[ids[count++]];
    }
    double drawn = random.nextDouble() * sum;
    int place = 0;
    for (double passed = probabilities[ids[0]]; passed <= drawn && place < count - 1; ) {
      passed += probabilities[ids[++place]];
    }
    return ids[place];
  }
}
