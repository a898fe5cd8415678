package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;

/**
 * A term of an index. Immutable.
 *
 * @param text what is indexed
 * @param begin UTF-16 offset of its first character in the field
 * @param end UTF-16 offset after its last character in the field
 * @param tag its part of speech; {@link PartOfSpeech#UNKNOWN} where the tokenizer finds none
 * @param negator whether it, or one of its parts, negates
 * @param positions distance from the previous term: 0 for the first part of the term before it
 * @param length how many positions it spans: as many as it has parts, where these follow it
 */
record Term(
    String text,
    int begin,
    int end,
    PartOfSpeech tag,
    boolean negator,
    int positions,
    int length) {}
