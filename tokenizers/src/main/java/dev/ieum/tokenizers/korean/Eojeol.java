package dev.ieum.tokenizers.korean;

import java.util.List;

/**
 * An eojeol: the characters between two spaces, with their morphemes. Immutable.
 *
 * @param surface its characters in NFC
 * @param begin UTF-16 offset of its first character in the original text
 * @param end UTF-16 offset after its last character in the original text
 * @param morphemes in order
 */
public record Eojeol(String surface, int begin, int end, List<Morpheme> morphemes) {
  /** Copies the list. */
  public Eojeol {
    morphemes = List.copyOf(morphemes);
  }
}
