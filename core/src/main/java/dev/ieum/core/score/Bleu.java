package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * BLEU (Papineni et al. 2002) with one reference: the geometric mean of the precisions of 1- to
 * 4-grams, times a penalty for being shorter than the reference.
 *
 * <p>Figures, text and signature equal sacreBLEU's (Post 2018, "A Call for Clarity in Reporting
 * BLEU Scores"). Immutable.
 *
 * @param tokenizer how segments are cut into words
 * @param lowercase whether case is ignored
 * @param smoothing what an order without matches counts
 * @param smoothingValue the number that {@link Smoothing#FLOOR} and {@link Smoothing#ADD_K} use
 * @param effectiveOrder whether orders longer than the hypothesis are left out; for single
 *     sentences
 */
public record Bleu(
    Tokenizer tokenizer,
    boolean lowercase,
    Smoothing smoothing,
    double smoothingValue,
    boolean effectiveOrder)
    implements Metric {

  private static final int ORDERS = 4;
  private static final int CORRECT = 2;
  private static final int TOTAL = CORRECT + ORDERS;

  /** How BLEU cuts a segment into words; the choice moves the figure by several points. */
  public enum Tokenizer {
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
    private static final Pattern PUNCTUATION_BEFORE_NON_NUMBER =
        Pattern.compile("(\\p{P})(\\P{N})");
    private static final Pattern SYMBOL = Pattern.compile("(\\p{S})");

    private final String word;

    Tokenizer(String word) {
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

  /**
   * What BLEU does about an n-gram order without a single match (Chen and Cherry 2014, "A
   * Systematic Comparison of Smoothing Techniques for Sentence-Level BLEU").
   */
  public enum Smoothing {
    /** Method 3, NIST's: the first empty order counts 1/2 match, the next 1/4, and so on. */
    EXP,
    /** Method 1: an empty order counts a small number of matches, in sacreBLEU 0.1. */
    FLOOR,
    /** Method 2: a number, in sacreBLEU 1, is added to matches and totals of the orders above 1. */
    ADD_K,
    /** An empty order makes the score 0. */
    NONE
  }

  public Bleu {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(smoothing, "smoothing");
    if (!(smoothingValue >= 0)) {
      throw new IllegalArgumentException(
          "smoothingValue = " + smoothingValue + "; allowed: 0 or more");
    }
  }

  /** Exponential smoothing, as sacreBLEU has it unless told otherwise. */
  public Bleu(Tokenizer tokenizer, boolean lowercase) {
    this(tokenizer, lowercase, Smoothing.EXP, 0, false);
  }

  @Override
  public String name() {
    return "BLEU";
  }

  @Override
  public String signature() {
    String method = smoothing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean hasValue = smoothing == Smoothing.FLOOR || smoothing == Smoothing.ADD_K;
    return "BLEU|nrefs:1|case:%s|eff:%s|tok:%s|smooth:%s|%s"
        .formatted(
            lowercase ? "lc" : "mixed",
            effectiveOrder ? "yes" : "no",
            tokenizer,
            hasValue ? method + "[" + Score.fixed(smoothingValue, 2) + "]" : method,
            Score.VERSION);
  }

  /** Returns hypothesis length, reference length, then matches and totals of the orders 1 to 4. */
  @Override
  public int[] statistics(String hypothesis, String reference) {
    List<String> words = words(hypothesis);
    List<String> expected = words(reference);
    int[] row = new int[TOTAL + ORDERS];
    row[0] = words.size();
    row[1] = expected.size();
    for (int order = 1; order <= ORDERS; order++) {
      Map<String, Integer> ngrams = Segments.wordNgrams(words, order);
      row[CORRECT + order - 1] = Segments.matches(ngrams, Segments.wordNgrams(expected, order));
      row[TOTAL + order - 1] = Segments.total(ngrams);
    }
    return row;
  }

  private List<String> words(String segment) {
    String text = lowercase ? Segments.lowerCase(segment) : segment;
    int end = text.length();
    while (end > 0 && Segments.isSpace(text.charAt(end - 1))) {
      end--; // trailing space would change how the rules see a last full stop
    }
    return tokenizer.words(text.substring(0, end));
  }

  @Override
  public Score score(long[] summed) {
    long length = summed[0];
    long referenceLength = summed[1];
    double penalty = brevityPenalty(length, referenceLength);
    double[] precisions = new double[ORDERS];
    double value = value(summed, penalty, precisions);
    List<String> shown = new ArrayList<>();
    for (double precision : precisions) {
      shown.add(Score.fixed(precision, 1));
    }
    double ratio = referenceLength == 0 ? 0 : (double) length / referenceLength;
    String detail =
        "%s (BP = %s ratio = %s hyp_len = %d ref_len = %d)"
            .formatted(
                String.join("/", shown),
                Score.fixed(penalty, 3),
                Score.fixed(ratio, 3),
                length,
                referenceLength);
    return new Score(name(), value, signature(), detail);
  }

  private static double brevityPenalty(long length, long referenceLength) {
    if (length >= referenceLength) {
      return 1;
    }
    return length > 0 ? Math.exp(1 - (double) referenceLength / length) : 0;
  }

  /** Fills in the precisions, in percent, and returns the score. */
  private double value(long[] summed, double penalty, double[] precisions) {
    if (summed[CORRECT] + summed[CORRECT + 1] + summed[CORRECT + 2] + summed[CORRECT + 3] == 0) {
      return 0; // no match at all: smoothing must not make something out of nothing
    }
    int orders = ORDERS;
    double emptyOrders = 1; // doubles with each order that has no match
    for (int i = 0; i < ORDERS; i++) {
      double added = smoothing == Smoothing.ADD_K && i > 0 ? smoothingValue : 0;
      double correct = summed[CORRECT + i] + added;
      double total = summed[TOTAL + i] + added;
      if (total == 0) {
        break;
      }
      orders = effectiveOrder ? i + 1 : orders;
      if (correct != 0) {
        precisions[i] = 100 * correct / total;
      } else if (smoothing == Smoothing.EXP) {
        emptyOrders *= 2;
        precisions[i] = 100 / (emptyOrders * total);
      } else if (smoothing == Smoothing.FLOOR) {
        precisions[i] = 100 * smoothingValue / total;
      }
    }
    double logarithms = 0;
    for (int i = 0; i < orders; i++) {
      logarithms += Math.log(precisions[i]); // of 0: minus infinity, and the score is 0
    }
    return penalty * Math.exp(logarithms / orders);
  }
}
