package dev.ieum.sentiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a text says. Immutable.
 *
 * @param label the likeliest class, or {@link #UNREADABLE}
 * @param probabilities of every class, most negative first; they add up to 1; without meaning where
 *     the text is not readable
 * @param score from -1, as negative as can be, to 1; see {@link LabelSet#score}; 0 where the text
 *     is not readable
 * @param confident whether the probability reaches the model's threshold; see {@link
 *     Calibration#threshold}; false where the text is not readable
 */
public record Sentiment(
    String label, Map<String, Double> probabilities, double score, boolean confident) {
  /** The label of a text of which the model knows too little; see {@link Readability}. */
  public static final String UNREADABLE = "unreadable";

  /** Keeps the order of the classes. */
  public Sentiment {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /** Says whether the model knows enough of the text to classify it. */
  public boolean readable() {
    return !label.equals(UNREADABLE);
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
