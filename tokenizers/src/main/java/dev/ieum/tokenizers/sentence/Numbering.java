package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.WhiteSpace;

/**
 * Full stops that number, date or abbreviate, and so close no sentence: 1. 사과, 2024. 3. 15., 가. 개요,
 * J. 김, Dr. 김.
 */
final class Numbering {
  private static final String LETTERS = "가나다라마바사아자차카타파하";
  private static final int NEAR = 100;

  private Numbering() {}

  /**
   * Whether the full stop at {@code mark} closes nothing.
   *
   * @param begin where the sentence begins
   * @param next where the next word begins
   */
  static boolean holds(String text, int begin, int mark, int next) {
    int from = wordBegin(text, begin, mark);
    if (from == mark) {
      return false;
    }
    char last = text.charAt(mark - 1);
    if (Character.isDigit(last)) {
      return isNumber(text, begin, from, mark, next);
    }
    if (Hangul.isSyllable(last)) {
      boolean numbers = LETTERS.indexOf(text.charAt(begin)) >= 0 && text.charAt(begin + 1) == '.';
      return numbers && mark - from == 1 && LETTERS.indexOf(last) >= 0;
    }
    String word = EnglishSentenceSplitter.wordBefore(text, from, mark);
    boolean initial =
        Character.isUpperCase(last)
            && (word.length() == 1 || text.charAt(mark - 2) == '.' || isHangulBefore(text, mark));
    return initial || EnglishSentenceSplitter.isAbbreviation(word);
  }

  private static boolean isHangulBefore(String text, int mark) {
    return mark > 1 && !Character.isLetterOrDigit(text.charAt(mark - 2));
  }

  /** A number closes nothing at the beginning of a sentence, in a date, and in a list. */
  private static boolean isNumber(String text, int begin, int from, int mark, int next) {
    int digits = mark;
    while (digits > from && Character.isDigit(text.charAt(digits - 1))) {
      digits--;
    }
    int length = mark - digits;
    if (digits > from) {
      return length <= 2 && isDatePart(text, from, digits); // 2024.3.15. 발표
    }
    if (length > 4) {
      return false;
    }
    boolean inDate = Character.isDigit(text.charAt(next)) || numberEndsAt(text, begin, from);
    return inDate || (length <= 2 && from == begin) || isListed(text, begin, from, mark);
  }

  /** Whether a number with a full stop stands before the word at {@code from}: 3. in 3. 15. */
  private static boolean numberEndsAt(String text, int begin, int from) {
    int at = from;
    while (at > begin && WhiteSpace.is(text.charAt(at - 1))) {
      at--;
    }
    return at - 1 > begin && text.charAt(at - 1) == '.' && Character.isDigit(text.charAt(at - 2));
  }

  /** Whether the number before this one, or for 1 the next, stands near with a full stop. */
  static boolean isListed(String text, int begin, int from, int mark) {
    if (mark - from > 2 || from == mark || !isNumber(text, from, mark)) {
      return false;
    }
    int number = Integer.parseInt(text.substring(from, mark));
    return number == 1
        ? text.substring(mark, Math.min(text.length(), mark + NEAR)).contains(" 2.")
        : text.substring(Math.max(begin, from - NEAR), from).contains(number - 1 + ".");
  }

  private static boolean isDatePart(String text, int from, int digits) {
    int stops = 0;
    for (int i = from; i < digits; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        stops++;
      } else if (!Character.isDigit(c)) {
        return false;
      }
    }
    return stops == 2;
  }

  private static boolean isNumber(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(Character::isDigit);
  }

  private static int wordBegin(String text, int begin, int mark) {
    int from = mark;
    while (from > begin && mark - from < 32 && !endsWord(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static boolean endsWord(char c) {
    return WhiteSpace.is(c) || "([{'\"‘“（~∼〜".indexOf(c) >= 0;
  }
}
