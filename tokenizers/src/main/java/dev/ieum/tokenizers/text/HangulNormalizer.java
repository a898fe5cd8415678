package dev.ieum.tokenizers.text;

import java.util.Arrays;

/**
 * Makes syllables of single jamo where they spell syllables, and one form of those that do not.
 *
 * <p>Half-width and unjoined conjoining jamo become keyboard letters (U+3131 to U+3163). A row of
 * letters is joined only if the whole row reads as onset, vowel and perhaps coda: ㅎㅏㄴㄱㅡㄹ is 한글.
 * What people mean as letters stays: ㅋㅋ, ㄹㅇ, ㅋㅠㅠ, and a lone syllable whose vowel is one that is
 * drawn rather than spoken (ㅋㅠ, ㅇㅡ, ㅗ). Immutable.
 */
final class HangulNormalizer implements TextNormalizer {
  static final HangulNormalizer INSTANCE = new HangulNormalizer();

  private static final String DRAWN_VOWELS = "ㅠㅜㅡㅗㅛ";

  private HangulNormalizer() {}

  @Override
  public NormalizedText normalize(String text) {
    if (text.chars().noneMatch(c -> Hangul.isLetter(Hangul.letter((char) c)))) {
      return NormalizedText.unchanged(text);
    }
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      while (end < text.length() && Hangul.isLetter(Hangul.letter(text.charAt(end)))) {
        end++;
      }
      if (end == begin) {
        builder.copy(begin, ++begin);
        continue;
      }
      appendRow(builder, text.substring(begin, end), begin);
      begin = end;
    }
    return builder.build();
  }

  private static void appendRow(NormalizedText.Builder builder, String row, int begin) {
    String letters = Hangul.letters(row);
    int[] ends = syllableEnds(letters);
    boolean drawn = ends.length == 1 && DRAWN_VOWELS.indexOf(letters.charAt(1)) >= 0;
    if (ends.length == 0 || drawn) {
      for (int i = 0; i < letters.length(); i++) {
        builder.add(letters.charAt(i), begin + i, begin + i + 1);
      }
      return;
    }
    int from = 0;
    for (int end : ends) {
      int coda = end - from == 3 ? Hangul.codaOf(letters.charAt(end - 1)) : 0;
      char syllable =
          Hangul.syllable(
              Hangul.onset(letters.charAt(from)), Hangul.nucleus(letters.charAt(from + 1)), coda);
      builder.add(syllable, begin + from, begin + end);
      from = end;
    }
  }

  /** Returns where each syllable of the row ends; none when a part of the row spells none. */
  private static int[] syllableEnds(String letters) {
    int[] ends = new int[letters.length()];
    int count = 0;
    int at = 0;
    while (at < letters.length()) {
      if (at + 1 >= letters.length()
          || Hangul.onset(letters.charAt(at)) < 0
          || Hangul.nucleus(letters.charAt(at + 1)) < 0) {
        return new int[0];
      }
      at += 2;
      boolean vowelFollows =
          at + 1 < letters.length() && Hangul.nucleus(letters.charAt(at + 1)) >= 0;
      if (at < letters.length() && !vowelFollows && Hangul.codaOf(letters.charAt(at)) > 0) {
        at++;
      }
      ends[count++] = at;
    }
    return Arrays.copyOf(ends, count);
  }
}
