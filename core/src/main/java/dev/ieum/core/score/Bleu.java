package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * BLEU (Papineni et al. 2002) with one reference: the geometric mean of the precisions of 1- to
 * 4-grams, times a penalty for being shorter than the reference.
 *
 * <p>Figures, text and signature equal sacreBLEU's (Post 2018, "A Call for Clarity in Reporting
 * BLEU Scores"). Immutable.
 */
public final class Bleu implements Metric {
  private static final int ORDERS = 4;
  private static final int CORRECT = 2;
  private static final int TOTAL = CORRECT + ORDERS;

  private final BleuConfig config;

  private Bleu(BleuConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns BLEU with the given choices. */
  public static Bleu of(BleuConfig config) {
    return new Bleu(config);
  }

  @Override
  public String name() {
    return "BLEU";
  }

  @Override
  public String signature() {
    String smoothing = config.smoothing().name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean hasValue =
        switch (config.smoothing()) {
          case FLOOR, ADD_K -> true;
          case EXP, NONE -> false;
        };
    return "BLEU|nrefs:1|case:%s|eff:%s|tok:%s|smooth:%s|%s"
        .formatted(
            config.lowercase() ? "lc" : "mixed",
            config.effectiveOrder() ? "yes" : "no",
            config.tokenizer(),
            hasValue ? smoothing + "[" + Score.fixed(config.smoothingValue(), 2) + "]" : smoothing,
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
    String text = config.lowercase() ? Segments.lowerCase(segment) : segment;
    int end = text.length();
    while (end > 0 && Segments.isSpace(text.charAt(end - 1))) {
      end--; // trailing space would change how the rules see a last full stop
    }
    return config.tokenizer().words(text.substring(0, end));
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
      double added = config.smoothing() == Smoothing.ADD_K && i > 0 ? config.smoothingValue() : 0;
      double correct = summed[CORRECT + i] + added;
      double total = summed[TOTAL + i] + added;
      if (total == 0) {
        break;
      }
      orders = config.effectiveOrder() ? i + 1 : orders;
      if (correct != 0) {
        precisions[i] = 100 * correct / total;
      } else if (config.smoothing() == Smoothing.EXP) {
        emptyOrders *= 2;
        precisions[i] = 100 / (emptyOrders * total);
      } else if (config.smoothing() == Smoothing.FLOOR) {
        precisions[i] = 100 * config.smoothingValue() / total;
      }
    }
    double logarithms = 0;
    for (int i = 0; i < orders; i++) {
      logarithms += Math.log(precisions[i]); // of 0: minus infinity, and the score is 0
    }
    return penalty * Math.exp(logarithms / orders);
  }
}
