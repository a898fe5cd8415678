package dev.ieum.seq2seq.text;

import java.util.regex.Pattern;

/**
 * The mark at the end of a short Korean sentence that was written without one.
 *
 * <p>Models whose corpus has unmarked sentences of one kind only read the lack of a mark as that
 * kind. Up to four words the mark helps them; longer sentences are translated worse with it.
 */
final class FinalMark {
  private static final Pattern WORDS = Pattern.compile("\\s+");

  private static final int MOST_WORDS = 4;

  private static final Pattern QUESTION =
      Pattern.compile(
          "(?:까|까요|나요|니|냐|은가요|는가요|ㄴ가요)$"
              + "|(?:^|\\s)(?:몇|무엇|뭐|뭘|누구|누가|어디|언제|왜|어떻게|얼마|무슨|어느|어떤).*[요어아지]$");

  /** How sentences end that have a verb: nouns and headings have no mark. */
  private static final String ENDINGS = "다요까죠지네줘라자니냐해야어아";

  private FinalMark() {}

  /** Returns the mark that {@code text} lacks; empty when it has one, no verb, or many words. */
  static String missing(String text) {
    String end = text.stripTrailing();
    int words = WORDS.split(end, -1).length;
    boolean verb = !end.isEmpty() && ENDINGS.indexOf(end.charAt(end.length() - 1)) >= 0;
    if (!verb || words > MOST_WORDS || (words == 1 && end.length() < 3)) {
      return "";
    }
    return QUESTION.matcher(end).find() ? "?" : ".";
  }
}
