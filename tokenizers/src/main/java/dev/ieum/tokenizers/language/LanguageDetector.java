package dev.ieum.tokenizers.language;

import java.util.List;

/** Says which language a text is written in. Implementations may be shared between threads. */
@FunctionalInterface
public interface LanguageDetector {

  /**
   * Returns the languages that a text may be written in, likeliest first; none for a text without
   * letters.
   */
  List<Detection> detect(String text);

  /**
   * A language that a text may be written in. Immutable.
   *
   * @param language ISO 639-1 code, such as {@code ko}
   * @param probability above 0, at most 1; those of all languages add up to 1
   */
  record Detection(String language, double probability) {}
}
