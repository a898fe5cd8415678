package dev.ieum.sentiment.train;

import dev.ieum.tokenizers.text.Hangul;

/**
 * Attaches endings to Korean stems: 귀엽 and 어요 make 귀여워요. Stateless.
 *
 * <p>A stem is what stands before 다 in a dictionary; its irregular class follows a slash: 귀엽/ㅂ,
 * 낫/ㅅ, 빠르/르, and 감동적이/이 for the copula. An ending is written as it stands after a closed syllable
 * whose vowel is ㅓ: 어요, 었다, 은, 을, 음, 으면, 습니다, 는다. Rules: Korean orthography of 1988, sections 15 to
 * 18 and 34 to 36; other irregular stems are not known.
 */
final class KoreanEnding {
  private static final int CODA_N = Hangul.codaOf('ㄴ');
  private static final int CODA_L = Hangul.codaOf('ㄹ');
  private static final int CODA_M = Hangul.codaOf('ㅁ');
  private static final int CODA_LM = Hangul.codaOf('ㄻ');
  private static final int CODA_B = Hangul.codaOf('ㅂ');
  private static final int CODA_SS = Hangul.codaOf('ㅆ');

  private KoreanEnding() {}

  /** Returns {@code stem} with its ending; both must end and begin with a syllable. */
  static String attach(String stem, String ending) {
    int slash = stem.indexOf('/');
    String plain = slash < 0 ? stem : stem.substring(0, slash);
    char kind = slash < 0 ? ' ' : stem.charAt(slash + 1);
    return switch (ending.charAt(0)) {
      case '어' ->
          kind == '이' && ending.startsWith("어요")
              ? plain + "에" + ending.substring(1)
              : infinitive(plain, kind) + ending.substring(1);
      case '었' -> withCoda(infinitive(plain, kind), CODA_SS) + ending.substring(1);
      case '으' -> {
        String open = open(plain, kind);
        yield open + (coda(open) == 0 || coda(open) == CODA_L ? ending.substring(1) : ending);
      }
      case '은' -> present(open(plain, kind), ending);
      case '을' -> closed(open(plain, kind), ending, CODA_L, CODA_L);
      case '음' -> closed(open(plain, kind), ending, CODA_M, CODA_LM);
      case '습' -> closed(plain, ending, CODA_B, CODA_B);
      case '는' ->
          ending.startsWith("는다") ? closed(plain, ending, CODA_N, CODA_N) : n(plain, ending);
      case '네', '니', '나' -> n(plain, ending);
      default -> plain + ending;
    };
  }

  /** 있다 and 없다 take 는 where other adjectives take 은. */
  private static String present(String stem, String ending) {
    boolean exists = stem.endsWith("있") || stem.endsWith("없") || stem.endsWith("밌");
    return exists ? stem + "는" + ending.substring(1) : closed(stem, ending, CODA_N, CODA_N);
  }

  /** What begins with ㄴ takes a final ㄹ away. */
  private static String n(String stem, String ending) {
    return (coda(stem) == CODA_L ? withCoda(stem, 0) : stem) + ending;
  }

  /** The ending's first syllable becomes a coda after a vowel, or takes the place of ㄹ. */
  private static String closed(String stem, String ending, int coda, int afterL) {
    int own = coda(stem);
    if (own != 0 && own != CODA_L) {
      return stem + ending;
    }
    return withCoda(stem, own == 0 ? coda : afterL) + ending.substring(1);
  }

  /** The stem as it stands before 으. */
  private static String open(String stem, char kind) {
    return switch (kind) {
      case 'ㅂ' -> withCoda(stem, 0) + "우";
      case 'ㅅ' -> withCoda(stem, 0) + (coda(stem) == 0 ? "" : "으"); // 나은, not 난
      default -> stem;
    };
  }

  /** The stem with 아 or 어. */
  private static String infinitive(String stem, char kind) {
    String head = stem.substring(0, stem.length() - 1);
    char last = stem.charAt(stem.length() - 1);
    return switch (kind) {
      case 'ㅂ' -> withCoda(stem, 0) + "워";
      case 'ㅅ' -> withCoda(stem, 0) + (bright(last) ? "아" : "어");
      case '르' -> withCoda(head, CODA_L) + (bright(head.charAt(head.length() - 1)) ? "라" : "러");
      case '이' -> stem + "어";
      default -> regular(stem, head, last);
    };
  }

  private static String regular(String stem, String head, char last) {
    if (last == '하') {
      return head + "해";
    }
    if (Hangul.coda(last) != 0) {
      return stem + (bright(last) ? "아" : "어");
    }
    return switch (Hangul.nucleusLetter(last)) {
      case 'ㅗ' -> head + vowel(last, 'ㅘ');
      case 'ㅜ' -> head + vowel(last, 'ㅝ');
      case 'ㅣ' -> head + vowel(last, 'ㅕ');
      case 'ㅚ' -> head + vowel(last, 'ㅙ');
      case 'ㅡ' -> {
        boolean bright = !head.isEmpty() && bright(head.charAt(head.length() - 1));
        yield head + vowel(last, bright ? 'ㅏ' : 'ㅓ');
      }
      case 'ㅟ', 'ㅢ' -> stem + "어";
      default -> stem; // ㅏ, ㅓ, ㅐ, ㅔ, ㅕ take in the vowel
    };
  }

  private static boolean bright(char syllable) {
    return "ㅏㅗㅑ".indexOf(Hangul.nucleusLetter(syllable)) >= 0;
  }

  private static char vowel(char syllable, char letter) {
    int onset = (syllable - Hangul.FIRST_SYLLABLE) / (21 * 28);
    return Hangul.syllable(onset, Hangul.nucleus(letter), 0);
  }

  private static int coda(String word) {
    return Hangul.coda(word.charAt(word.length() - 1));
  }

  private static String withCoda(String word, int coda) {
    int end = word.length() - 1;
    return word.substring(0, end) + Hangul.withCoda(word.charAt(end), coda);
  }
}
