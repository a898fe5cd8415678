package dev.ieum.tokenizers.text;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Matcher;

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
   * Returns {@code text} in {@code form}, but runs of more than 30 combining marks as they are; in
   * time proportional to length, which {@link Normalizer#normalize} does not keep on such runs.
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
   * Returns the joining of single jamo that spell syllables (ㅎㅏㄴ to 한, half-width ones too); ㅋㅋ and
   * ㅠㅠ stay. To follow {@link #standard}, which joins the conjoining jamo of NFD.
   */
  static TextNormalizer hangul() {
    return HangulNormalizer.INSTANCE;
  }
}
