package dev.ieum.sentiment;

import java.util.Map;

/**
 * What a text says. Immutable.
 *
 * @param label the likeliest class
 * @param probabilities of every class, most negative first; they add up to 1
 * @param score from -1, as negative as can be, to 1; see {@link LabelSet#score}
 * @param confident whether the probability reaches the model's threshold; see {@link
 *     Calibration#threshold}
 */
public record Sentiment(
    String label, Map<String, Double> probabilities, double score, boolean confident) {
  /** Keeps the order of the classes. */
  public Sentiment {
    probabilities =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(probabilities));
  }
}
