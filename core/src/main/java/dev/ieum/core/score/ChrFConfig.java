package dev.ieum.core.score;

/**
 * The choices that change a chrF figure. Immutable.
 *
 * @param characterOrder the longest n-grams of characters
 * @param wordOrder the longest n-grams of words; 0 is chrF, 2 is chrF++
 * @param beta how many times recall weighs as much as precision
 * @param lowercase whether case is ignored
 */
public record ChrFConfig(int characterOrder, int wordOrder, int beta, boolean lowercase) {

  public ChrFConfig {
    if (characterOrder < 1 || wordOrder < 0 || beta < 1) {
      throw new IllegalArgumentException(
          "characterOrder = %d, wordOrder = %d, beta = %d; allowed: at least 1, 0, 1"
              .formatted(characterOrder, wordOrder, beta));
    }
  }

  /** Returns chrF2: character 1- to 6-grams, recall weighing twice as much. */
  public static ChrFConfig defaults() {
    return new ChrFConfig(6, 0, 2, false);
  }

  /** Returns a copy with the given word order; 2 makes chrF++. */
  public ChrFConfig withWordOrder(int wordOrder) {
    return new ChrFConfig(characterOrder, wordOrder, beta, lowercase);
  }

  public ChrFConfig withLowercase(boolean lowercase) {
    return new ChrFConfig(characterOrder, wordOrder, beta, lowercase);
  }
}
