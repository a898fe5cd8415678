package dev.ieum.tokenizers.text;

/**
 * Composition of Hangul syllables, and the three encodings of single jamo. Stateless.
 *
 * <p>Unicode Standard, section 3.12 (Conjoining Jamo Behavior).
 */
public final class Hangul {
  public static final int FIRST_SYLLABLE = 0xAC00;
  public static final int LAST_SYLLABLE = 0xD7A3;
  private static final int VOWELS = 21;
  private static final int CODAS = 28;

  // Compatibility jamo in the order of the conjoining ones; a blank for no coda.
  private static final String ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final String NUCLEI = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  private static final String CODA_LETTERS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
  // U+FFA1 to U+FFBE, then the vowels U+FFC2 to U+FFDC in four rows with gaps.
  private static final String HALFWIDTH_CONSONANTS = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final String HALFWIDTH_VOWELS = "ㅏㅐㅑㅒㅓㅔ  ㅕㅖㅗㅘㅙㅚ  ㅛㅜㅝㅞㅟㅠ  ㅡㅢㅣ";

  private Hangul() {}

  public static boolean isSyllable(int c) {
    return c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE;
  }

  /** Whether {@code c} is a modern jamo as keyboards write it, U+3131 to U+3163. */
  public static boolean isLetter(int c) {
    return c >= 0x3131 && c <= 0x3163;
  }

  /** The index of the coda of a syllable, 0 for none; 8 is ㄹ. */
  public static int coda(int syllable) {
    return (syllable - FIRST_SYLLABLE) % CODAS;
  }

  /** The letter of the vowel of a syllable. */
  public static char nucleusLetter(int syllable) {
    return NUCLEI.charAt((syllable - FIRST_SYLLABLE) / CODAS % VOWELS);
  }

  /** Returns the syllable with another coda. */
  public static char withCoda(int syllable, int coda) {
    return (char) (syllable - coda(syllable) + coda);
  }

  /** Returns the syllable with another vowel. */
  public static char withNucleus(int syllable, int nucleus) {
    int old = (syllable - FIRST_SYLLABLE) / CODAS % VOWELS;
    return (char) (syllable + (nucleus - old) * CODAS);
  }

  /** The letter of a coda other than 0. */
  public static char codaLetter(int coda) {
    return CODA_LETTERS.charAt(coda);
  }

  public static int onset(char letter) {
    return ONSETS.indexOf(letter);
  }

  public static int nucleus(char letter) {
    return NUCLEI.indexOf(letter);
  }

  /** The index of a letter among the codas, or -1. */
  public static int codaOf(char letter) {
    return letter == ' ' ? -1 : CODA_LETTERS.indexOf(letter);
  }

  public static char syllable(int onset, int nucleus, int coda) {
    return (char) (FIRST_SYLLABLE + (onset * VOWELS + nucleus) * CODAS + coda);
  }

  /**
   * Returns the keyboard letter for a jamo in any of the three encodings, else {@code c} itself.
   */
  public static char letter(char c) {
    if (c >= 0x1100 && c <= 0x1112) {
      return ONSETS.charAt(c - 0x1100);
    }
    if (c >= 0x1161 && c <= 0x1175) {
      return NUCLEI.charAt(c - 0x1161);
    }
    if (c >= 0x11A8 && c <= 0x11C2) {
      return CODA_LETTERS.charAt(c - 0x11A7);
    }
    if (c >= 0xFFA1 && c <= 0xFFBE) {
      return HALFWIDTH_CONSONANTS.charAt(c - 0xFFA1);
    }
    if (c >= 0xFFC2 && c <= 0xFFDC && HALFWIDTH_VOWELS.charAt(c - 0xFFC2) != ' ') {
      return HALFWIDTH_VOWELS.charAt(c - 0xFFC2);
    }
    return c;
  }

  /**
   * Replaces all single jamo by keyboard letters, so that the three codas of the dictionary become
   * one.
   */
  public static String letters(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (letter(text.charAt(i)) != text.charAt(i)) {
        StringBuilder letters = new StringBuilder(text.length());
        text.chars().forEach(c -> letters.append(letter((char) c)));
        return letters.toString();
      }
    }
    return text;
  }
}
