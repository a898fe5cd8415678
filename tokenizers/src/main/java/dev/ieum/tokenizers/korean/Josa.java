package dev.ieum.tokenizers.korean;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Korean particles that come in two forms, by the last sound of the word before: 책을, 사과를.
 *
 * <p>The sound is known of Hangul, of numbers (10 is 십), of Hanja through the dictionary's
 * readings, of Latin capitals by their letters' names; of Latin words it is a rule of thumb (애플,
 * 게임, 북). For what cannot be read, both forms are written, as 을(를).
 */
public enum Josa {
  /** 을 and 를. */
  OBJECT("을", "를"),
  /** 이 and 가. */
  SUBJECT("이", "가"),
  /** 은 and 는. */
  TOPIC("은", "는"),
  /** 과 and 와. */
  WITH("과", "와"),
  /** 으로 and 로; 로 also after ㄹ. */
  TO("으로", "로"),
  /** 아 and 야. */
  VOCATIVE("아", "야"),
  /** 이나 and 나. */
  OR("이나", "나"),
  /** 이랑 and 랑. */
  ALONG("이랑", "랑"),
  /** 이라 and 라, with what follows: 이라고, 이라는. */
  QUOTE("이라", "라"),
  /** 이든 and 든, with what follows: 이든지. */
  WHETHER("이든", "든"),
  /** 이여 and 여. */
  APPEAL("이여", "여");

  private static final Pattern BOTH = pattern();

  private final String afterCoda;
  private final String afterVowel;

  Josa(String afterCoda, String afterVowel) {
    this.afterCoda = afterCoda;
    this.afterVowel = afterVowel;
  }

  /** The form after a final consonant. */
  public String afterCoda() {
    return afterCoda;
  }

  /** The form after a vowel. */
  public String afterVowel() {
    return afterVowel;
  }

  /** Returns the form that goes with {@code word}, or both as 을(를) where it cannot be read. */
  public String of(String word) {
    return switch (FinalSound.of(Objects.requireNonNull(word, "word"))) {
      case VOWEL -> afterVowel;
      case RIEUL -> this == TO ? afterVowel : afterCoda;
      case CONSONANT -> afterCoda;
      case UNKNOWN -> both();
    };
  }

  /** Returns {@code word} with the particle behind it. */
  public String attach(String word) {
    return word + of(word);
  }

  private String both() {
    if (afterCoda.endsWith(afterVowel)) {
      String extra = afterCoda.substring(0, afterCoda.length() - afterVowel.length());
      return "(" + extra + ")" + afterVowel; // (으)로
    }
    return afterCoda + "(" + afterVowel + ")";
  }

  /**
   * Returns {@code template} with every written pair, such as 을(를), (을)를, 을/를 or (으)로, made the one
   * that goes with the word before it; a pair after an unreadable word stays.
   */
  public static String fill(String template) {
    Matcher pair = BOTH.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (pair.find()) {
      Josa josa = ofPair(pair);
      String before = template.substring(Math.max(0, pair.start() - 40), pair.start());
      String form = FinalSound.of(before) == FinalSound.UNKNOWN ? pair.group() : josa.of(before);
      pair.appendReplacement(filled, Matcher.quoteReplacement(form));
    }
    return pair.appendTail(filled).toString();
  }

  /** Groups are named after the particles; written longest first, so that 이라 is not 이. */
  private static Pattern pattern() {
    StringBuilder pattern = new StringBuilder();
    for (Josa josa : new Josa[] {TO, OR, ALONG, QUOTE, WHETHER, APPEAL}) {
      String extra = josa.both().substring(0, 3).replace("(", "\\(").replace(")", "\\)");
      pattern.append("(?<%s>%s%s)|".formatted(josa.name(), extra, josa.afterVowel));
    }
    for (Josa josa : new Josa[] {OBJECT, SUBJECT, TOPIC, WITH, VOCATIVE}) {
      String a = josa.afterCoda;
      String b = josa.afterVowel;
      pattern.append(
          "(?<%s>%s\\(%s\\)|%s\\(%s\\)|\\(%s\\)%s|\\(%s\\)%s|%s/%s|%s/%s)|"
              .formatted(josa.name(), a, b, b, a, a, b, b, a, a, b, b, a));
    }
    pattern.setLength(pattern.length() - 1);
    return Pattern.compile(pattern.toString());
  }

  private static Josa ofPair(Matcher pair) {
    for (Josa josa : values()) {
      if (pair.group(josa.name()) != null) {
        return josa;
      }
    }
    throw new AssertionError("a pair matched no particle: " + pair.group());
  }
}
