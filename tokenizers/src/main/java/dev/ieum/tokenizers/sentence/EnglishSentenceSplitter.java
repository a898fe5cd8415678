package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** English sentences by rule. Immutable. */
final class EnglishSentenceSplitter extends SentenceMarks {
  static final EnglishSentenceSplitter INSTANCE = new EnglishSentenceSplitter();

  /** A name or number follows these, so their full stop closes nothing. */
  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "rev", "fr", "sr", "st", "gen", "col", "maj", "capt",
          "lt", "sgt", "cpl", "adm", "gov", "sen", "rep", "pres", "hon", "messrs", "no", "nos",
          "vs", "fig", "figs", "vol", "pp", "p", "ch", "sec", "art", "eq", "ref", "cf", "al", "e.g",
          "i.e", "viz", "ca", "approx", "dept", "univ", "est", "mt", "ft", "op", "ed", "eds",
          "trans", "drs", "ext", "p.s", "ps", "pvt");

  /** These may end a sentence too; what follows decides. */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "etc", "inc", "ltd", "co", "corp", "jr", "bros", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u",
          "d.c", "ph.d", "b.a", "m.a", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
          "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
          "sat", "sun", "ave", "blvd", "rd", "hwy");

  /** Words that begin sentences and are no names. */
  private static final Set<String> BEGINNERS =
      Set.of(
          "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "we", "they",
          "you", "i", "in", "on", "at", "but", "and", "if", "when", "as", "for", "there", "what",
          "who", "how", "why", "his", "her", "its", "our", "their", "my", "your", "after", "while",
          "since", "however");

  /** Who said what stands before, and no more: Kim said. */
  private static final Pattern SAYING =
      Pattern.compile(
          "(?:[A-Z][A-Za-z.'’-]{0,30} ){1,3}"
              + "(?:said|says|asked|asks|replied|answered|added|shouted|whispered|wrote)[.,]");

  /** A word that no address or file name ends in, and what begins behind a forgotten space. */
  private static final Pattern WORD = Pattern.compile("[(\"'“‘]?[A-Za-z]?[a-z'’-]{1,30}");

  private static final int LONGEST_QUOTATION = 100;
  private static final int MOST_SIGNS = 32;

  private EnglishSentenceSplitter() {}

  @Override
  boolean closes(String text, int begin, int mark, int end, int next, QuotedSpans quotes) {
    if (next == text.length()) {
      return true;
    }
    int first = firstLetterOrDigit(text, next);
    boolean lower = first < text.length() && Character.isLowerCase(text.codePointAt(first));
    if (isCloser(text, end) && SAYING.matcher(text).region(next, text.length()).lookingAt()) {
      return false;
    }
    boolean quoted = isCloser(text, end);
    if (text.charAt(mark) != '.' || isMarkAt(text, mark + 1)) {
      // "What?" he said. Well... perhaps.
      return !lower || !(quoted || isEllipsis(text, mark));
    }
    if (lower && quoted) {
      return false;
    }
    String word = wordBefore(text, begin, mark);
    String key = word.toLowerCase(Locale.ROOT);
    boolean lineNumber = mark - word.length() <= begin && isShortNumber(word);
    boolean listed = Numbering.isListed(text, begin, mark - word.length(), mark);
    if ((BEFORE_NAMES.contains(key) && !quoted) || lineNumber || listed) {
      return false;
    }
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    boolean abbreviation =
        initial ? !word.equals("I") : ABBREVIATIONS.contains(key) || isDotted(key);
    return !abbreviation
        || (!lower && BEGINNERS.contains(wordAt(text, first).toLowerCase(Locale.ROOT)));
  }

  /** A long quotation has sentences of its own, as newspapers and letters print them. */
  @Override
  boolean isEnclosed(QuotedSpans quotes, int end) {
    return quotes.isInside(end) && quotes.length(end) <= LONGEST_QUOTATION;
  }

  @Override
  boolean closesWithoutSpace(String text, int begin, int mark, int end) {
    int from = mark;
    while (from > begin && mark - from < MOST_SIGNS && !WhiteSpace.is(text.charAt(from - 1))) {
      from--;
    }
    String next = wordAt(text, end);
    return end == mark + 1
        && mark - from > 1
        && WORD.matcher(text).region(from, mark).matches()
        && !BEFORE_NAMES.contains(text.substring(from, mark).toLowerCase(Locale.ROOT))
        && Character.isUpperCase(text.charAt(end))
        && BEGINNERS.contains(next.toLowerCase(Locale.ROOT))
        && (end + next.length() == text.length()
            || " '’,".indexOf(text.charAt(end + next.length())) >= 0);
  }

  /** Whether a full stop behind {@code word} is that of an abbreviation. */
  static boolean isAbbreviation(String word) {
    String key = word.toLowerCase(Locale.ROOT);
    return BEFORE_NAMES.contains(key) || ABBREVIATIONS.contains(key) || isDotted(key);
  }

  private static boolean isMarkAt(String text, int at) {
    return at < text.length() && ".?!…".indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isEllipsis(String text, int mark) {
    return text.charAt(mark) == '…' || text.startsWith("..", mark);
  }

  private static boolean isShortNumber(String word) {
    return !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(Character::isDigit);
  }

  /** Letters with full stops between, such as u.s.a. */
  private static boolean isDotted(String word) {
    if (word.length() < 3) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (i % 2 == 1 ? word.charAt(i) != '.' : !Character.isLetter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static String wordBefore(String text, int begin, int mark) {
    int from = mark;
    while (from > begin
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
      from--;
    }
    return text.substring(from, mark);
  }

  /** Looks over quotes and brackets, of which nobody writes many. */
  private static int firstLetterOrDigit(String text, int from) {
    int at = from;
    int limit = Math.min(text.length(), from + MOST_SIGNS);
    while (at < limit
        && !Character.isLetterOrDigit(text.charAt(at))
        && !WhiteSpace.is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String wordAt(String text, int from) {
    int to = from;
    int limit = Math.min(text.length(), from + MOST_SIGNS);
    while (to < limit && Character.isLetterOrDigit(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }
}
