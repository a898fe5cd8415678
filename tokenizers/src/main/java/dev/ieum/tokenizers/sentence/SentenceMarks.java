package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places where end marks may close a sentence; a subclass says which of them do.
 *
 * <p>A place is a row of end marks with the quotes and brackets closed behind it, if white space or
 * the end follows (after 。 and its like, anything), or the subclass knows that a space is missing.
 * Inside quotation marks and brackets nothing is cut. An empty line always closes a sentence.
 */
abstract class SentenceMarks implements SentenceSplitter {
  private static final String MARKS = ".?!…‥。？！｡";
  private static final String WIDE_MARKS = "。？！｡";
  private static final String CLOSERS = "\"')]}”’»」』》〉】）］｣";

  /**
   * Whether the marks close the sentence.
   *
   * @param begin where the sentence begins
   * @param mark where the row of marks begins
   * @param end after the marks and what is closed behind them; white space or the end follows
   * @param next where the next text begins; the text's length at the end
   * @param quotes the pairs of quotation marks and brackets
   */
  abstract boolean closes(String text, int begin, int mark, int end, int next, QuotedSpans quotes);

  /** Whether the marks before {@code end} cannot close the sentence, since it is in a quotation. */
  boolean isEnclosed(QuotedSpans quotes, int end) {
    return quotes.isInside(end);
  }

  /** Whether the marks close the sentence although the next begins at once: 왔다.우산이. */
  boolean closesWithoutSpace(String text, int begin, int mark, int end) {
    return false;
  }

  @Override
  public List<Sentence> split(String text) {
    QuotedSpans quotes = new QuotedSpans(text);
    List<Sentence> sentences = new ArrayList<>();
    int begin = skipSpace(text, 0);
    int at = begin;
    while (at < text.length()) {
      if (WhiteSpace.is(text.charAt(at))) {
        int next = skipSpace(text, at);
        if (holdsEmptyLine(text, at, next)) {
          add(sentences, text, begin, at, quotes);
          begin = next;
        }
        at = next;
        continue;
      }
      if (!isMark(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isMarkOrCloser(text.charAt(end))) {
        end++;
      }
      int next = skipSpace(text, end);
      if (!isEnclosed(quotes, end) && isPlace(text, begin, at, end, next, quotes)) {
        add(sentences, text, begin, end, quotes);
        begin = next;
      }
      at = end;
    }
    add(sentences, text, begin, text.length(), quotes);
    return List.copyOf(sentences);
  }

  private boolean isPlace(String text, int begin, int mark, int end, int next, QuotedSpans quotes) {
    boolean apart =
        next > end || end == text.length() || WIDE_MARKS.indexOf(text.charAt(mark)) >= 0;
    return apart
        ? closes(text, begin, mark, end, next, quotes)
        : closesWithoutSpace(text, begin, mark, end);
  }

  /** Adds what lies in {@code [begin, end)} without the white space at its end. */
  private void add(List<Sentence> sentences, String text, int begin, int end, QuotedSpans quotes) {
    int last = end;
    while (last > begin && WhiteSpace.is(text.charAt(last - 1))) {
      last--;
    }
    if (last > begin) {
      addSentence(sentences, text, begin, last, quotes);
    }
  }

  /** Adds a sentence, or takes it apart further. */
  void addSentence(List<Sentence> sentences, String text, int begin, int end, QuotedSpans quotes) {
    sentences.add(new Sentence(text.substring(begin, end), begin, end));
  }

  static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0;
  }

  /** Whether a quotation or bracket closes with the char before {@code end}. */
  static boolean isCloser(String text, int end) {
    return end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0;
  }

  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && WhiteSpace.is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isMarkOrCloser(char c) {
    return isMark(c) || CLOSERS.indexOf(c) >= 0;
  }

  private static boolean holdsEmptyLine(String text, int begin, int end) {
    return text.substring(begin, end).chars().filter(c -> c == '\n' || c == 0x2029).count() > 1;
  }
}
