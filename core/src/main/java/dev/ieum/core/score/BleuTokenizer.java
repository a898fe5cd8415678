package dev.ieum.core.score;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How BLEU cuts a segment into words; the choice moves the figure by several points. */
public enum BleuTokenizer {
  /** The rules of NIST's mteval-v13a, WMT's standard: ASCII punctuation apart, numbers whole. */
  MTEVAL_13A("13a"),
  /** The rules of mteval-v14 "international": punctuation and symbols of all Unicode apart. */
  INTERNATIONAL("intl"),
  /** Every character a word; white space does not count. */
  CHARACTER("char"),
  /** Only white space cuts: for text that is already tokenized. */
  NONE("none");

  private static final Pattern ASCII_SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern STOP_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
  private static final Pattern PUNCTUATION_AFTER_NON_NUMBER = Pattern.compile("(\\P{N})(\\p{P})");
  private static final Pattern PUNCTUATION_BEFORE_NON_NUMBER = Pattern.compile("(\\p{P})(\\P{N})");
  private static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

  private final String word;

  BleuTokenizer(String word) {
    this.word = word;
  }

  /** Returns the name that signatures and settings use. */
  @Override
  public String toString() {
    return word;
  }

  /** Returns the words of a segment. */
  public List<String> words(String segment) {
    return switch (this) {
      case MTEVAL_13A -> Segments.words(mteval13a(segment));
      case INTERNATIONAL -> Segments.words(international(segment));
      case CHARACTER ->
          Segments.characters(segment).stream()
              .filter(character -> !Segments.isSpace(character.codePointAt(0)))
              .collect(Collectors.toList());
      case NONE -> Segments.words(segment);
    };
  }

  private static String mteval13a(String segment) {
    String text = segment.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    // In this order: &amp;lt; becomes <, as in the script.
    text = text.replace("&quot;", "\"").replace("&amp;", "&");
    text = " " + text.replace("&lt;", "<").replace("&gt;", ">") + " ";
    text = ASCII_SYMBOL.matcher(text).replaceAll(" $1 ");
    text = STOP_AFTER_NON_DIGIT.matcher(text).replaceAll("$1 $2 ");
    text = STOP_BEFORE_NON_DIGIT.matcher(text).replaceAll(" $1 $2");
    return DASH_AFTER_DIGIT.matcher(text).replaceAll("$1 $2 ");
  }

  private static String international(String segment) {
    String text = PUNCTUATION_AFTER_NON_NUMBER.matcher(segment).replaceAll("$1 $2 ");
    text = PUNCTUATION_BEFORE_NON_NUMBER.matcher(text).replaceAll(" $1 $2");
    return SYMBOL.matcher(text).replaceAll(" $1 ");
  }
}
