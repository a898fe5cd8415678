package dev.ieum.tokenizers;

import java.util.Objects;

/**
 * Brings text into one form and remembers where each character came from.
 *
 * <p>Implementations are safe to share between threads. Source ranges never go back.
 */
@FunctionalInterface
public interface TextNormalizer {

  /** Returns the normal form of {@code text} with offsets into it. */
  NormalizedText normalize(String text);

  /** Returns this normalizer followed by {@code next}. */
  default TextNormalizer andThen(TextNormalizer next) {
    Objects.requireNonNull(next, "next");
    return text -> normalize(text).then(next);
  }

  /**
   * Returns the law that every tokenizer keeps: NFC (Unicode Standard Annex 15), then each run of
   * white space (Unicode's property) made one U+0020, and none at the ends. A run of more than 30
   * combining marks (general category M) stays as it is, so that time is in proportion to length;
   * what stands before and behind it is composed without it. The result is its own normal form.
   */
  static TextNormalizer standard() {
    return StandardNormalizer.INSTANCE;
  }

  /**
   * Returns the joining of single jamo that spell syllables (ㅎㅏㄴ to 한, half-width ones too); ㅋㅋ and
   * ㅠㅠ stay. To follow {@link #standard}, which joins the conjoining jamo of NFD.
   */
  static TextNormalizer hangul() {
    return HangulNormalizer.INSTANCE;
  }
}
