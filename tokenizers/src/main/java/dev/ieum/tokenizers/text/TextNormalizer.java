package dev.ieum.tokenizers.text;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Matcher;

/**
 * Normalizes text and records where each character came from.
 *
 * <p>Implementations are safe to share between threads. Source ranges never decrease.
 */
@FunctionalInterface
public interface TextNormalizer {

  /** Returns the normal form of {@code text} with offsets into it. */
  NormalizedText normalize(String text);

  /** Returns a normalizer that applies this one, then {@code next}. */
  default TextNormalizer andThen(TextNormalizer next) {
    Objects.requireNonNull(next, "next");
    return text -> {
      NormalizedText first = normalize(text);
      return first.then(next.normalize(first.text()));
    };
  }

  /**
   * Returns the standard normalization, which every tokenizer applies: NFC (Unicode Standard Annex
   * 15), then each run of white space (Unicode's property) replaced by one U+0020, and none at the
   * ends. A run of more than 30 combining marks (general category M) is left unchanged, so that
   * time is linear; the text before and after it is composed without it. The result is its own
   * normal form.
   */
  static TextNormalizer standard() {
    return StandardNormalizer.INSTANCE;
  }

  /**
   * Returns {@code text} in {@code form} with runs of more than 30 combining marks unchanged; takes
   * linear time, unlike {@link Normalizer#normalize} on such runs.
   */
  static String inForm(String text, Normalizer.Form form) {
    Matcher run = StandardNormalizer.LONG_RUN.matcher(text);
    if (!run.find()) {
      return Normalizer.normalize(text, form);
    }
    StringBuilder normal = new StringBuilder(text.length());
    int from = 0;
    do {
      normal.append(Normalizer.normalize(text.substring(from, run.start()), form));
      normal.append(text, run.start(), run.end());
      from = run.end();
    } while (run.find());
    return normal.append(Normalizer.normalize(text.substring(from), form)).toString();
  }

  /**
   * Returns a normalizer that joins single jamo, half-width ones too, where they spell syllables
   * (ㅎㅏㄴ to 한) and keeps ㅋㅋ and ㅠㅠ. To be applied after {@link #standard}, which joins the
   * conjoining jamo of NFD.
   */
  static TextNormalizer hangul() {
    return HangulNormalizer.INSTANCE;
  }
}
