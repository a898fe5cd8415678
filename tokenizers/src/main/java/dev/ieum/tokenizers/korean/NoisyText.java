package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Normalizes reviews and chat for classification; each step is optional, and offsets are kept.
 * Immutable.
 *
 * <p>Not for translation: what it removes cannot be restored. Steps run in the order of {@link
 * Step}, between two applications of {@link TextNormalizer#standard}. All patterns use possessive
 * quantifiers, so time is linear even on hostile text.
 */
public final class NoisyText implements TextNormalizer {
  /** What a web address becomes: one grapheme, which is one token for every tokenizer. */
  public static final String LINK = "🔗";

  /** What a mention of a user becomes. */
  public static final String USER = "👤";

  // Stems with this coda of their own, and the interjection 엌.
  private static final String OWN_CODAS = "엌녘좋낳놓넣닿쌓찧빻땋";

  /** One step of the normalization. */
  public enum Step {
    /** Web addresses become {@link NoisyText#LINK}. */
    LINKS("(?:https?://|www\\.)[\\x21-\\x7E]++"),
    /** {@code @name} becomes {@link NoisyText#USER}; the at sign of an email address is kept. */
    MENTIONS("(?<![A-Za-z0-9._%+-])@[A-Za-z0-9_]++"),
    /** Numbers, including their commas and decimals, become 0. */
    NUMBERS("[0-9]++(?:[.,][0-9]++)*+"),
    /** Emoticons become one emoji for each mood: 🙂 😢 😑 😮 ❤. */
    EMOTICONS(
        "(?<smile>\\^[-_.o0ㅁㅡ]?\\^++|(?<![A-Za-z0-9])[:;=]-?[)D])"
            + "|(?<sad>(?<![A-Za-z])T[._]T(?![A-Za-z])|ㅠ[._]ㅠ|ㅜ[._]ㅜ|(?<![A-Za-z0-9])[:=]'?-?\\()"
            + "|(?<flat>-[._]-|=_=|ㅡ[._]?ㅡ++)"
            + "|(?<wide>(?<![A-Za-z0-9])(?:o_o|O_O|O_o|o_O)(?![A-Za-z0-9])|ㅇ[._ㅁㅅ]ㅇ)"
            + "|(?<heart><3(?![0-9])|[♡♥])"),
    /** A coda that repeats the following letters is removed: 입니닼ㅋㅋ becomes 입니다ㅋㅋ. */
    GLUED_CODAS("[가-힣](?=[ㅋㅎ])"),
    /** Vowel letters that lengthen a syllable are removed: 좋아ㅏㅏㅏ becomes 좋아. */
    DRAWN_VOWELS("[가-힣][ㅏ-ㅣ]++"),
    /** A character repeated three times or more is reduced to two; digits are not changed. */
    REPEATS("([^0-9 ])\\1{2,}+"),
    /** Runs of single letters (ㅋㅋ, ㅠㅠ) are separated from words. */
    LETTERS("[ㄱ-ㅣ]++"),
    /** Emoji are separated from words and from each other. */
    EMOJI("[\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{1F000}-\\x{1FAFF}]");

    private final Pattern pattern;

    Step(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    /** The name in files and options. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the step with this name.
     *
     * @throws TokenizerException when there is none
     */
    public static Step of(String key) {
      for (Step step : values()) {
        if (step.key().equals(key)) {
          return step;
        }
      }
      throw new TokenizerException(
          "noisy text: step = %s; allowed: %s"
              .formatted(
                  key, Arrays.stream(values()).map(Step::key).collect(Collectors.joining(", "))));
    }
  }

  private final Set<Step> steps;

  private NoisyText(Set<Step> steps) {
    this.steps = steps;
  }

  /** Returns a normalizer with these steps. */
  public static NoisyText of(Set<Step> steps) {
    EnumSet<Step> ordered = EnumSet.noneOf(Step.class);
    ordered.addAll(steps);
    return new NoisyText(ordered);
  }

  /** Returns a normalizer with all steps except {@link Step#NUMBERS}, since 10점 and 1점 differ. */
  public static NoisyText forReviews() {
    return of(EnumSet.complementOf(EnumSet.of(Step.NUMBERS)));
  }

  @Override
  public NormalizedText normalize(String text) {
    NormalizedText tidy = TextNormalizer.standard().normalize(text);
    for (Step step : steps) {
      tidy = tidy.then(apply(step, tidy.text()));
    }
    return tidy.then(TextNormalizer.standard().normalize(tidy.text()));
  }

  private static NormalizedText apply(Step step, String text) {
    Matcher match = step.pattern.matcher(text);
    if (!match.find()) {
      return NormalizedText.unchanged(text);
    }
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    int from = 0;
    do {
      builder.copy(from, match.start());
      from = rewrite(step, text, match, builder);
    } while (match.find(from));
    return builder.copy(from, text.length()).build();
  }

  /** Appends the replacement of the match and returns where to continue. */
  private static int rewrite(
      Step step, String text, Matcher match, NormalizedText.Builder builder) {
    int begin = match.start();
    int end = match.end();
    switch (step) {
      case LINKS -> builder.append(LINK, begin, end);
      case MENTIONS -> builder.append(USER, begin, end);
      case NUMBERS -> builder.append("0", begin, end);
      case EMOTICONS -> builder.append(emoji(match), begin, end);
      case GLUED_CODAS -> {
        String syllable = String.valueOf(withoutGluedCoda(text.charAt(begin), text.charAt(end)));
        builder.append(syllable, begin, end);
      }
      case DRAWN_VOWELS -> {
        int drawn = begin + 1;
        while (drawn < end && drawsOut(text.charAt(begin), text.charAt(drawn))) {
          drawn++;
        }
        builder.copy(begin, begin + 1);
        return drawn;
      }
      case REPEATS -> {
        int second = match.end(1);
        builder.copy(begin, second).append(match.group(1), second, end);
      }
      case LETTERS -> builder.append(" ", begin, begin).copy(begin, end).append(" ", end, end);
      case EMOJI -> {
        end = Graphemes.end(text, begin);
        builder.append(" ", begin, begin).copy(begin, end).append(" ", end, end);
        return end;
      }
    }
    return end;
  }

  private static String emoji(Matcher match) {
    if (match.group("smile") != null) {
      return "🙂";
    }
    if (match.group("sad") != null) {
      return "😢";
    }
    if (match.group("flat") != null) {
      return "😑";
    }
    return match.group("wide") != null ? "😮" : "❤";
  }

  private static char withoutGluedCoda(char syllable, char letter) {
    int coda = Hangul.coda(syllable);
    boolean glued =
        coda > 0 && Hangul.codaLetter(coda) == letter && OWN_CODAS.indexOf(syllable) < 0;
    return glued ? Hangul.withCoda(syllable, 0) : syllable;
  }

  private static boolean drawsOut(char syllable, char vowel) {
    return Hangul.coda(syllable) == 0 && Hangul.nucleusLetter(syllable) == vowel;
  }
}
