package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Korean particles (josa) with two forms, selected by the final sound of the preceding word: 책을,
 * 사과를. Immutable.
 *
 * <p>The final sound is known for Hangul, numbers (10 is 십), Hanja through the dictionary's
 * readings, and Latin capitals by the names of the letters; for other Latin words it is a heuristic
 * (애플, 게임, 북). Where it is unknown, both forms are written, as in 을(를).
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

  private static final List<Josa> REPAIRED = List.of(OBJECT, SUBJECT, TOPIC, WITH, TO);

  private static final Set<PartOfSpeech> NOUNS =
      Set.of(
          PartOfSpeech.NNG,
          PartOfSpeech.NNP,
          PartOfSpeech.NNB,
          PartOfSpeech.NNBC,
          PartOfSpeech.NR,
          PartOfSpeech.XSN,
          PartOfSpeech.SH);

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

  /**
   * Returns the form that follows {@code word}, or both as 을(를) when the final sound is unknown.
   */
  public String of(String word) {
    return switch (FinalSound.of(Objects.requireNonNull(word, "word"))) {
      case VOWEL -> afterVowel;
      case RIEUL -> this == TO ? afterVowel : afterCoda;
      case CONSONANT -> afterCoda;
      case UNKNOWN -> both();
    };
  }

  /** Returns {@code word} followed by the particle. */
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
   * Returns {@code template} with every written pair, such as 을(를), (을)를, 을/를 or (으)로, replaced by
   * the form that follows the word before it; a pair after a word whose final sound is unknown is
   * kept.
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

  /**
   * Groups are named after the particles; longer ones come first, so that 이라 does not match as 이.
   */
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

  /**
   * Corrects particles that do not go with the word before them: 사과을 to 사과를.
   *
   * <p>For text that a program made, such as a translation in which a name was replaced. Only what
   * Korean analysis finds to be a particle directly after a noun, number or foreign word is
   * changed; after a word whose final sound is unknown, nothing is.
   */
  public static String repair(String text) {
    StringBuilder repaired = new StringBuilder();
    int from = 0;
    for (Eojeol eojeol : FinalSound.Analysis.MORPHOLOGY.analyze(text)) {
      List<Morpheme> morphemes = eojeol.morphemes();
      for (int i = 1; i < morphemes.size(); i++) {
        Morpheme particle = morphemes.get(i);
        String form = corrected(morphemes.get(i - 1), particle, i + 1 == morphemes.size());
        if (!form.equals(particle.surface())) {
          repaired.append(text, from, particle.begin()).append(form);
          from = particle.end();
        }
      }
    }
    return repaired.append(text, from, text.length()).toString();
  }

  private static String corrected(Morpheme word, Morpheme particle, boolean last) {
    boolean isParticle = particle.tag().name().startsWith("J") && NOUNS.contains(word.tag());
    if (!isParticle || FinalSound.of(word.surface()) == FinalSound.UNKNOWN) {
      return particle.surface();
    }
    for (Josa josa : REPAIRED) {
      String surface = particle.surface();
      // Inside an eojeol these are more often something else; 과 is also a noun (고양이과).
      boolean candidate =
          (last || josa == TO) && !(josa == WITH && surface.equals(josa.afterCoda()));
      if (candidate && (surface.equals(josa.afterCoda()) || surface.equals(josa.afterVowel()))) {
        return josa.of(word.surface());
      }
    }
    return particle.surface();
  }
}
