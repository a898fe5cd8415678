package dev.ieum.sequences.speech;

/**
 * A word that was heard. Immutable.
 *
 * @param word one that the model knows, or {@link #UNKNOWN}
 * @param begin seconds since the stream began
 * @param end of the word, likewise
 * @param decided the sound that was read when it was decided, likewise
 * @param probability of the word among all and unknown
 */
public record Word(String word, double begin, double end, double decided, double probability) {
  /** What noise and all other words are called. */
  public static final String UNKNOWN = "unknown";
}
