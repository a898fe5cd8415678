package dev.ieum.tokenizers.korean;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One morpheme of an analyzed text. Immutable.
 *
 * @param surface its characters in NFC, single jamo as keyboard letters (ㄴ, not U+11AB)
 * @param tag its part of speech; of an inflected form, that of its stem
 * @param begin UTF-16 offset of its first character in the original text
 * @param end UTF-16 offset after its last character in the original text
 * @param kind how it is composed
 * @param parts what it consists of, in order; empty for {@link Kind#SIMPLE}
 * @param reading the reading of Hanja, in Hangul
 */
public record Morpheme(
    String surface,
    PartOfSpeech tag,
    int begin,
    int end,
    Kind kind,
    List<Part> parts,
    Optional<String> reading) {

  /** How a morpheme is composed. */
  public enum Kind {
    /** Without parts. */
    SIMPLE,
    /** A word that consists of words. */
    COMPOUND,
    /** A stem contracted with endings, such as 추웠 from 춥 and 었. */
    INFLECTED,
    /** Several morphemes that are one entry of the dictionary. */
    PREANALYSED,
    /** A part that was returned instead of, or after, its whole. */
    PART
  }

  /**
   * A part of a morpheme, not necessarily a substring of it.
   *
   * @param form the part as the dictionary spells it
   * @param tag its part of speech
   */
  public record Part(String form, PartOfSpeech tag) {
    /** The form that dictionaries list: predicates end in 다. */
    public String dictionaryForm() {
      return tag.isPredicate() ? form + "다" : form;
    }
  }

  /** Checks the offsets. */
  public Morpheme {
    Objects.requireNonNull(surface, "surface");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reading, "reading");
    parts = List.copyOf(parts);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "offsets = [%s, %s); allowed: 0 <= begin <= end".formatted(begin, end));
    }
  }

  /** The form that dictionaries list: 춥다 for 추웠. */
  public String dictionaryForm() {
    if (kind == Kind.INFLECTED) {
      return parts.get(0).dictionaryForm();
    }
    return new Part(surface, tag).dictionaryForm();
  }

  /** Its parts, or itself as the only part. */
  public List<Part> partsOrSelf() {
    return parts.isEmpty() ? List.of(new Part(surface, tag)) : parts;
  }

  /** Its tag, or the tags of its parts joined by plus signs, such as {@code VA+E}. */
  public String tags() {
    return partsOrSelf().stream().map(part -> part.tag().name()).collect(Collectors.joining("+"));
  }
}
