package dev.ieum.sequences;

import dev.ieum.core.sampling.Sampling;
import java.util.Set;

/**
 * How a sequence is made up, event by event. Immutable.
 *
 * @param seed what all chance follows from: the same seed gives the same sequence
 * @param sampling how each event is drawn
 * @param maxLength events at most
 * @param stop events that end the sequence and do not belong to it
 */
public record GenerationConfig(long seed, Sampling sampling, int maxLength, Set<String> stop) {

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public GenerationConfig {
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength = %d; allowed: 1 or more".formatted(maxLength));
    }
    stop = Set.copyOf(stop);
  }

  /** Returns what draws from all events as likely as they are, 1,000 at most. */
  public static GenerationConfig of(long seed) {
    return new GenerationConfig(seed, new Sampling(1, 0, 1), 1_000, Set.of());
  }
}
