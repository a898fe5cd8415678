package dev.ieum.tokenizers.korean;

import java.util.List;

/**
 * What stands between two spaces, with its morphemes. Immutable.
 *
 * @param surface its characters in NFC
 * @param begin UTF-16 offset of its first character, in the text as it was given
 * @param end UTF-16 offset after its last character, in the text as it was given
 * @param morphemes in order
 */
public record Eojeol(String surface, int begin, int end, List<Morpheme> morphemes) {
  /** Copies the list. */
  public Eojeol {
    morphemes = List.copyOf(morphemes);
  }
}
