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
 * Tidies reviews and chat for classification; each step is optional, and offsets are kept.
 * Immutable.
 *
 * <p>Not for translation: what it takes away is gone. Steps run in the order of {@link Step},
 * between two rounds of {@link TextNormalizer#standard}. Every pattern is of possessive runs, so a
 * hostile line costs time in proportion to its length.
 */
public final class NoisyText implements TextNormalizer {
  /** What an address of the web becomes: one sign, one token in every tokenizer. */
  public static final String LINK = "🔗";

  /** What a mention of a user becomes. */
  public static final String USER = "👤";

  // Stems whose coda is their own, and 엌, which is a cry.
  private static final String OWN_CODAS = "엌녘좋낳놓넣닿쌓찧빻땋";

  /** One thing to tidy. */
  public enum Step {
    /** Addresses of the web become {@link NoisyText#LINK}. */
    LINKS("(?:https?://|www\\.)[\\x21-\\x7E]++"),
    /** {@code @name} becomes {@link NoisyText#USER}; the at sign of a mail address stays. */
    MENTIONS("(?<![A-Za-z0-9._%+-])@[A-Za-z0-9_]++"),
    /** Numbers, with their commas and decimals, become 0. */
    NUMBERS("[0-9]++(?:[.,][0-9]++)*+"),
    /** Faces made of signs become one emoji for each mood: 🙂 😢 😑 😮 ❤. */
    EMOTICONS(
        "(?<smile>\\^[-_.o0ㅁㅡ]?\\^++|(?<![A-Za-z0-9])[:;=]-?[)D])"
            + "|(?<sad>(?<![A-Za-z])T[._]T(?![A-Za-z])|ㅠ[._]ㅠ|ㅜ[._]ㅜ|(?<![A-Za-z0-9])[:=]'?-?\\()"
            + "|(?<flat>-[._]-|=_=|ㅡ[._]?ㅡ++)"
            + "|(?<wide>(?<![A-Za-z0-9])(?:o_o|O_O|O_o|o_O)(?![A-Za-z0-9])|ㅇ[._ㅁㅅ]ㅇ)"
            + "|(?<heart><3(?![0-9])|[♡♥])"),
    /** A coda that runs on as letters is taken off: 입니닼ㅋㅋ to 입니다ㅋㅋ. */
    GLUED_CODAS("[가-힣](?=[ㅋㅎ])"),
    /** Vowel letters that draw out a syllable are taken off: 좋아ㅏㅏㅏ to 좋아. */
    DRAWN_VOWELS("[가-힣][ㅏ-ㅣ]++"),
    /** The same character three times or more is written twice; digits are not touched. */
    REPEATS("([^0-9 ])\\1{2,}+"),
    /** Rows of letters (ㅋㅋ, ㅠㅠ) stand apart from words. */
    LETTERS("[ㄱ-ㅣ]++"),
    /** Emoji stand apart from words and from each other. */
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
     * Returns the step named {@code key}.
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

  /** Returns the normalizer of {@code steps}. */
  public static NoisyText of(Set<Step> steps) {
    EnumSet<Step> ordered = EnumSet.noneOf(Step.class);
    ordered.addAll(steps);
    return new NoisyText(ordered);
  }

  /** Returns the normalizer of all steps but {@link Step#NUMBERS}: 10점 and 1점 are not the same. */
  public static NoisyText forReviews() {
    return of(EnumSet.complementOf(EnumSet.of(Step.NUMBERS)));
  }

  @Override
  public NormalizedText normalize(String text) {
    NormalizedText tidy = TextNormalizer.standard().normalize(text);
    for (Step step : steps) {
      tidy = tidy.then(line -> apply(step, line));
    }
    return tidy.then(TextNormalizer.standard());
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

  /** Appends what the match becomes and returns where to go on. */
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
