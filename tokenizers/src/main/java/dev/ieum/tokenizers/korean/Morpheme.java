package dev.ieum.tokenizers.korean;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One morpheme of an analysed text. Immutable.
 *
 * @param surface its characters in NFC, single jamo as keyboard letters (ㄴ, not U+11AB)
 * @param tag its kind; of an inflected form, the kind of its stem
 * @param begin UTF-16 offset of its first character, in the text as it was given
 * @param end UTF-16 offset after its last character, in the text as it was given
 * @param kind how it came about
 * @param parts what it is made of, in order; empty for {@link Kind#SIMPLE}
 * @param reading of Hanja, in Hangul
 */
public record Morpheme(
    String surface,
    PartOfSpeech tag,
    int begin,
    int end,
    Kind kind,
    List<Part> parts,
    Optional<String> reading) {

  /** How a morpheme came about. */
  public enum Kind {
    /** It has no parts. */
    SIMPLE,
    /** A word made of words. */
    COMPOUND,
    /** A stem and endings run together, such as 추웠 of 춥 and 었. */
    INFLECTED,
    /** Several morphemes that the dictionary lists as one entry. */
    PREANALYSED,
    /** It was put in the place of, or behind, the morpheme that it is a part of. */
    PART
  }

  /**
   * A part of a morpheme, which need not be a substring of it.
   *
   * @param form the part in the dictionary's spelling
   * @param tag its kind
   */
  public record Part(String form, PartOfSpeech tag) {
    /** The form under which a dictionary lists it: predicates end in 다. */
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

  /** The form under which a dictionary lists it: 추웠 gives 춥다. */
  public String dictionaryForm() {
    if (kind == Kind.INFLECTED) {
      return parts.get(0).dictionaryForm();
    }
    return new Part(surface, tag).dictionaryForm();
  }

  /** Its parts, or itself when it has none. */
  public List<Part> partsOrSelf() {
    return parts.isEmpty() ? List.of(new Part(surface, tag)) : parts;
  }

  /** Its tag, or its parts' tags with plus signs between, such as {@code VA+E}. */
  public String tags() {
    return partsOrSelf().stream().map(part -> part.tag().name()).collect(Collectors.joining("+"));
  }
}
