package dev.ieum.sentiment;

import java.util.Collections;
import java.util.LinkedHashMap;
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
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /**
   * What one sentence of a text says. Immutable.
   *
   * @param begin where it begins in the text, in UTF-16 units
   * @param end where it ends, exclusive
   * @param text the sentence
   * @param sentiment what it says, read by itself
   */
  public record Sentence(int begin, int end, String text, Sentiment sentiment) {}
}
