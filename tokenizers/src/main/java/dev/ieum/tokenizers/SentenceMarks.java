package dev.ieum.tokenizers;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds places where end marks may close a sentence; a subclass says which of them do.
 *
 * <p>A place is a row of end marks with the quotes and brackets closed behind it, if white space or
 * the end follows (after 。 and its like, anything). An empty line always closes a sentence.
 */
abstract class SentenceMarks implements SentenceSplitter {
  private static final String MARKS = ".?!…‥。？！｡";
  private static final String WIDE_MARKS = "。？！｡";
  private static final String CLOSERS = "\"')]}”’»」』》〉】）";

  /**
   * Whether the marks close the sentence.
   *
   * @param begin where the sentence begins
   * @param mark where the row of marks begins
   * @param end after the marks and what is closed behind them; white space or the end follows
   * @param next where the next text begins; the text's length at the end
   */
  abstract boolean closes(String text, int begin, int mark, int end, int next);

  @Override
  public List<Sentence> split(String text) {
    List<Sentence> sentences = new ArrayList<>();
    int begin = skipSpace(text, 0);
    int at = begin;
    while (at < text.length()) {
      if (WhiteSpace.is(text.charAt(at))) {
        int next = skipSpace(text, at);
        begin = holdsEmptyLine(text, at, next) ? add(sentences, text, begin, at, next) : begin;
        at = next;
        continue;
      }
      if (MARKS.indexOf(text.charAt(at)) < 0) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isMarkOrCloser(text.charAt(end))) {
        end++;
      }
      int next = skipSpace(text, end);
      boolean place =
          next > end || end == text.length() || WIDE_MARKS.indexOf(text.charAt(at)) >= 0;
      if (place && closes(text, begin, at, end, next)) {
        begin = add(sentences, text, begin, end, next);
        at = begin;
      } else {
        at = end;
      }
    }
    add(sentences, text, begin, text.length(), text.length());
    return List.copyOf(sentences);
  }

  /** Adds what lies in {@code [begin, end)} without the white space at its end. */
  private int add(List<Sentence> sentences, String text, int begin, int end, int next) {
    int last = end;
    while (last > begin && WhiteSpace.is(text.charAt(last - 1))) {
      last--;
    }
    if (last > begin) {
      addSentence(sentences, text, begin, last);
    }
    return next;
  }

  /** Adds a sentence, or takes it apart further. */
  void addSentence(List<Sentence> sentences, String text, int begin, int end) {
    sentences.add(new Sentence(text.substring(begin, end), begin, end));
  }

  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && WhiteSpace.is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isMarkOrCloser(char c) {
    return MARKS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0;
  }

  private static boolean holdsEmptyLine(String text, int begin, int end) {
    return text.substring(begin, end).chars().filter(c -> c == '\n' || c == 0x2029).count() > 1;
  }
}
