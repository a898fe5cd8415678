package dev.ieum.sequences.speech;

import dev.ieum.sequences.model.CommandShape;
import dev.ieum.sequences.model.CommandShape.Sizes;
import java.util.List;

/**
 * What a bundle says of its model of spoken words. Immutable.
 *
 * @param words that it knows
 * @param sizes of the network
 * @param means of each band of {@link LogMel} in training
 */
public record CommandSettings(List<String> words, Sizes sizes, List<Double> means) {
  public CommandSettings {
    words = List.copyOf(words);
    means = List.copyOf(means);
    if (words.isEmpty() || means.size() != LogMel.BANDS) {
      throw new IllegalArgumentException(
          "words = %d, means = %d; allowed: 1 or more, %d"
              .formatted(words.size(), means.size(), LogMel.BANDS));
    }
  }

  /** Returns the architecture; behind the words, its classes are "unknown" and "nothing spoken". */
  public CommandShape shape() {
    return new CommandShape(sizes, LogMel.BANDS, words.size() + 2);
  }
}
