package dev.ieum.sequences;

import java.util.Set;

/**
 * How a sequence is made up, event by event. Immutable.
 *
 * @param seed what all chance follows from: the same seed gives the same sequence
 * @param temperature what scores are divided by before they become probabilities; 0 always takes
 *     the likeliest event
 * @param topK events that are drawn from, the likeliest; 0 for all
 * @param topP events are drawn from that together have this probability, the likeliest; 1 for all
 *     (Holtzman et al. 2020)
 * @param maxLength events at most
 * @param stop events that end the sequence and do not belong to it
 */
public record GenerationConfig(
    long seed, double temperature, int topK, double topP, int maxLength, Set<String> stop) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public GenerationConfig {
    require(temperature >= 0 && temperature <= 100, "temperature", temperature, "0 to 100");
    require(topK >= 0, "topK", topK, "0 or more");
    require(topP > 0 && topP <= 1, "topP", topP, "more than 0, at most 1");
    require(maxLength >= 1, "maxLength", maxLength, "1 or more");
    stop = Set.copyOf(stop);
  }

  /** Returns what draws from all events as likely as they are, 1,000 at most. */
  public static GenerationConfig of(long seed) {
    return new GenerationConfig(seed, 1, 0, 1, 1_000, Set.of());
  }

  private static void require(boolean allowed, String name, double value, String range) {
    if (!allowed) {
      throw new IllegalArgumentException("%s = %s; allowed: %s".formatted(name, value, range));
    }
  }
}
