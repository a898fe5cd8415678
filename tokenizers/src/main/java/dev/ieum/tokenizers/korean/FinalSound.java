package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.text.Hangul;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The final sound of a word when it is read aloud in Korean, which selects the form of its
 * particle.
 */
enum FinalSound {
  VOWEL,
  /** The coda ㄹ, which takes 로 as a vowel does. */
  RIEUL,
  CONSONANT,
  UNKNOWN;

  // 영 일 이 삼 사 오 육 칠 팔 구
  private static final List<FinalSound> DIGITS =
      List.of(CONSONANT, RIEUL, VOWEL, CONSONANT, VOWEL, VOWEL, CONSONANT, RIEUL, RIEUL, VOWEL);

  private static final Set<String> UNITS_WITH_CODA = Set.of("kg", "g", "mg", "ml", "l", "gal");
  private static final Set<String> UNITS = Set.of("km", "cm", "mm", "m", "kb", "mb", "gb", "tb");

  /** Returns the final sound of {@code word}; quotes and brackets at its end are ignored. */
  static FinalSound of(String word) {
    int end = word.length();
    while (end > 0 && isSilent(word.codePointBefore(end))) {
      end -= Character.charCount(word.codePointBefore(end));
    }
    if (end == 0) {
      return UNKNOWN;
    }
    String spoken = word.substring(0, end);
    int last = spoken.codePointBefore(end);
    if (Hangul.isSyllable(last)) {
      return ofSyllable(last);
    }
    if (last >= '0' && last <= '9') {
      return ofNumber(spoken);
    }
    if (last < 0x80 && Character.isLetter(last)) {
      return ofLatin(spoken);
    }
    if (Character.UnicodeScript.of(last) == Character.UnicodeScript.HAN) {
      return ofHanja(Character.toString(last), spoken);
    }
    return switch (last) {
      case '%', '℃', '$', '€', '+', '&', '°' -> VOWEL; // 퍼센트, 도, 달러, 유로, 플러스, 앤드
      case '#' -> CONSONANT; // 샵
      case '￦', '₩', '円' -> CONSONANT; // 원, 엔
      default -> Hangul.isLetter(last) && Hangul.nucleus((char) last) >= 0 ? VOWEL : UNKNOWN;
    };
  }

  private static boolean isSilent(int c) {
    return switch (Character.getType(c)) {
      case Character.END_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.SPACE_SEPARATOR ->
          true;
      default -> "\"'.,!?…*~:;".indexOf(c) >= 0;
    };
  }

  private static FinalSound ofSyllable(int syllable) {
    return switch (Hangul.coda(syllable)) {
      case 0 -> VOWEL;
      case 8 -> RIEUL;
      default -> CONSONANT;
    };
  }

  /** Read digit by digit after a decimal point, else as one number: 10 is 십, 1,000 is 천. */
  private static FinalSound ofNumber(String word) {
    int zeros = 0;
    int at = word.length() - 1;
    while (at >= 0 && (word.charAt(at) == '0' || isGroupComma(word, at))) {
      zeros += word.charAt(at) == '0' ? 1 : 0;
      at--;
    }
    int last = word.charAt(word.length() - 1) - '0';
    boolean onlyZeros = at < 0 || word.charAt(at) < '0' || word.charAt(at) > '9';
    if (zeros == 0 || onlyZeros || isDecimal(word)) {
      return DIGITS.get(last);
    }
    boolean jo = zeros >= 12 && zeros < 16;
    return jo ? VOWEL : CONSONANT; // 십 백 천 만 억 경, but 조
  }

  private static boolean isGroupComma(String word, int at) {
    return word.charAt(at) == ','
        && at > 0
        && Character.isDigit(word.charAt(at - 1))
        && at + 1 < word.length();
  }

  private static boolean isDecimal(String word) {
    int at = word.length() - 1;
    while (at >= 0 && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      at--;
    }
    return at > 0 && word.charAt(at) == '.' && Character.isDigit(word.charAt(at - 1));
  }

  /** Capitals are read as the names of the letters, other words as loanwords by a heuristic. */
  private static FinalSound ofLatin(String word) {
    int begin = word.length();
    while (begin > 0
        && word.charAt(begin - 1) < 0x80
        && Character.isLetter(word.charAt(begin - 1))) {
      begin--;
    }
    String latin = word.substring(begin);
    String lower = latin.toLowerCase(Locale.ROOT);
    if (begin > 0 && Character.isDigit(word.charAt(begin - 1))) {
      if (UNITS_WITH_CODA.contains(lower)) {
        return lower.endsWith("l") && !lower.equals("gal") ? VOWEL : CONSONANT; // 그램, 리터, 갤런
      }
      if (UNITS.contains(lower)) {
        return VOWEL;
      }
    }
    boolean isSpelled = latin.length() == 1 || latin.equals(latin.toUpperCase(Locale.ROOT));
    return isSpelled ? ofLetter(lower.charAt(lower.length() - 1)) : ofLoanword(lower);
  }

  private static FinalSound ofLetter(char letter) {
    return switch (letter) {
      case 'l', 'r' -> RIEUL; // 엘, 알
      case 'm', 'n' -> CONSONANT;
      default -> VOWEL;
    };
  }

  private static FinalSound ofLoanword(String word) {
    boolean silentE = word.length() > 3 && word.endsWith("e");
    String spoken = silentE ? word.substring(0, word.length() - 1) : word;
    char last = spoken.charAt(spoken.length() - 1);
    if (last == 'l') {
      return RIEUL; // 애플, 파일
    }
    if (last == 'm' || last == 'n' || spoken.endsWith("ng")) {
      return CONSONANT; // 게임, 폰, 마케팅
    }
    boolean stop = "kptbc".indexOf(last) >= 0;
    if (!stop || silentE || spoken.length() < 2) {
      return VOWEL; // 케이크, 버스, 로그
    }
    String stem = spoken.endsWith("ck") ? spoken.substring(0, spoken.length() - 1) : spoken;
    boolean vowelBefore = isVowel(stem, 2);
    boolean longVowel = isVowel(stem, 3) && !stem.regionMatches(stem.length() - 3, "oo", 0, 2);
    return vowelBefore && !longVowel ? CONSONANT : VOWEL; // 북, 인터넷; 테스트, 위크
  }

  private static boolean isVowel(String word, int fromEnd) {
    return word.length() >= fromEnd && "aeiou".indexOf(word.charAt(word.length() - fromEnd)) >= 0;
  }

  /** The reading comes from the dictionary of Korean analysis. */
  private static FinalSound ofHanja(String last, String word) {
    return reading(word)
        .or(() -> reading(last))
        .map(read -> ofSyllable(read.codePointBefore(read.length())))
        .orElse(UNKNOWN);
  }

  private static Optional<String> reading(String word) {
    List<Eojeol> eojeols = Analysis.MORPHOLOGY.analyze(word);
    if (eojeols.isEmpty()) {
      return Optional.empty();
    }
    List<Morpheme> morphemes = eojeols.get(eojeols.size() - 1).morphemes();
    return morphemes
        .get(morphemes.size() - 1)
        .reading()
        .filter(reading -> !reading.isEmpty())
        .filter(reading -> Hangul.isSyllable(reading.charAt(reading.length() - 1)));
  }

  /** Loads the dictionary when it is first needed. */
  static final class Analysis {
    static final KoreanMorphology MORPHOLOGY = new KoreanMorphology();

    private Analysis() {}
  }
}
