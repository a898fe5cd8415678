package dev.ieum.core.sampling;

import java.util.SplittableRandom;

/**
 * How the next event or token is drawn from scores. Immutable.
 *
 * @param temperature what scores are divided by before they become probabilities; 0 always takes
 *     the likeliest
 * @param topK how many are drawn from, the likeliest; 0 for all
 * @param topP those are drawn from that together have this probability, the likeliest; 1 for all
 *     (Holtzman et al. 2020)
 */
public record Sampling(double temperature, int topK, double topP) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public Sampling {
    require(temperature >= 0 && temperature <= 100, "temperature", temperature, "0 to 100");
    require(topK >= 0, "topK", topK, "0 or more");
    require(topP > 0 && topP <= 1, "topP", topP, "more than 0, at most 1");
  }

  private static void require(boolean allowed, String name, double value, String range) {
    if (!allowed) {
      throw new IllegalArgumentException("%s = %s; allowed: %s".formatted(name, value, range));
    }
  }

  /**
   * Draws an id.
   *
   * @param scores of all ids, overwritten; minus infinity for those that may not come
   */
  public int draw(float[] scores, SplittableRandom random) {
    return temperature == 0
        ? new RankedScores(scores, 1).top(1)[0]
        : new RankedScores(scores, temperature).draw(topK, topP, random);
  }
}
