package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Where a text is inside quotation marks or brackets. Immutable.
 *
 * <p>One pass with a stack of what is open, so time is in proportion to length. Only pairs count: a
 * mark without its partner within {@value #LONGEST} characters, or before an empty line, encloses
 * nothing. Apostrophes, signs of feet and inches, and faces such as {@code :(} are left aside.
 */
final class QuotedSpans {
  /** The most characters that a quotation is taken to have. */
  static final int LONGEST = 300;

  private static final int DEEPEST = 8;
  private static final String OPENERS = "([{（［｛「『｢《〈〔【〖“‘«‹";
  private static final String CLOSERS = ")]}）］｝」』｣》〉〕】〗”’»›";
  private static final String STRAIGHT = "\"'＂＇";
  private static final String SINGLE = "'＇’";
  private static final String EYES = ":;=-";

  /** Where the pair that closes at a place opens; -1 elsewhere. */
  private final int[] opens;

  /** Where the outermost pair around a place closes; 0 outside. */
  private final int[] closes;

  /** Where the outermost pair around a place opens. */
  private final int[] begins;

  private final Deque<Integer> open = new ArrayDeque<>();
  private final String text;

  QuotedSpans(String text) {
    this.text = text;
    opens = new int[text.length()];
    closes = new int[text.length() + 1];
    begins = new int[text.length() + 1];
    for (int at = 0; at < text.length(); at++) {
      opens[at] = -1;
      if (text.charAt(at) == '\n' && at > 0 && text.charAt(at - 1) == '\n') {
        open.clear();
      } else {
        read(at);
      }
    }
    int begin = 0;
    int end = 0;
    for (int at = 1; at <= text.length(); at++) {
      begin = closes[at] > end ? at - 1 : begin;
      end = Math.max(end, closes[at]);
      closes[at] = end > at ? end : 0;
      begins[at] = begin;
    }
  }

  /** Whether the place before char {@code at} is inside a pair. */
  boolean isInside(int at) {
    return closes[at] > 0;
  }

  /** Returns how long the outermost pair around the place {@code at} is. */
  int length(int at) {
    return closes[at] - begins[at];
  }

  /** Returns where the pair opens that closes with char {@code at}, or -1. */
  int opening(int at) {
    return opens[at];
  }

  private void read(int at) {
    char c = text.charAt(at);
    if (STRAIGHT.indexOf(c) >= 0) {
      readStraight(at, c);
    } else if (OPENERS.indexOf(c) >= 0) {
      if (!isFace(at)) {
        open(at);
      }
    } else if (CLOSERS.indexOf(c) >= 0 && !isFace(at) && !(c == '’' && isApostrophe(at))) {
      close(at, OPENERS.charAt(CLOSERS.indexOf(c)));
    }
  }

  /** A straight mark opens or closes by what stands on either side. */
  private void readStraight(int at, char c) {
    boolean single = SINGLE.indexOf(c) >= 0;
    if (single && isApostrophe(at)) {
      return;
    }
    boolean spaceBefore = at == 0 || WhiteSpace.is(text.charAt(at - 1));
    boolean spaceAfter = at + 1 == text.length() || WhiteSpace.is(text.charAt(at + 1));
    boolean opener = (spaceBefore || OPENERS.indexOf(text.charAt(at - 1)) >= 0) && !spaceAfter;
    if (!opener && close(at, c)) {
      return;
    }
    if (opener) {
      open.removeIf(place -> text.charAt(place) == c);
      open(at);
    } else if (!spaceAfter && Hangul.isSyllable(text.charAt(at - 1))) {
      open(at);
    } else if (!single && spaceBefore && at + 1 < text.length()) {
      open(at); // " set apart "
    }
  }

  /** An apostrophe stands in a word, before a year, or behind a plural: don't, '90s, the dogs'. */
  private boolean isApostrophe(int at) {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    boolean year = Character.isDigit(after) && !Character.isLetterOrDigit(before);
    boolean plural = (before == 's' || Character.isDigit(before)) && WhiteSpace.is(after);
    return year || plural || (isLatin(before) && isLatin(after));
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && Character.isLetterOrDigit(c);
  }

  private boolean isFace(int at) {
    boolean round = text.charAt(at) == '(' || text.charAt(at) == ')';
    return round && at > 0 && EYES.indexOf(text.charAt(at - 1)) >= 0;
  }

  private void open(int at) {
    open.push(at);
    if (open.size() > DEEPEST) {
      open.removeLast();
    }
  }

  /** Closes the innermost {@code opener} with char {@code at}, and what is open inside it. */
  private boolean close(int at, char opener) {
    int depth = 0;
    for (Iterator<Integer> places = open.iterator(); places.hasNext(); ) {
      depth++;
      int place = places.next();
      if (text.charAt(place) != opener || at - place > LONGEST) {
        continue;
      }
      for (; depth > 0; depth--) {
        open.pop();
      }
      opens[at] = place;
      closes[place + 1] = Math.max(closes[place + 1], at);
      return true;
    }
    return false;
  }
}
