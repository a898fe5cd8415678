package dev.ieum.core.score;

import java.util.Objects;

/**
 * The choices that change a BLEU figure. Immutable.
 *
 * @param tokenizer how segments are cut into words
 * @param lowercase whether case is ignored
 * @param smoothing what an order without matches counts
 * @param smoothingValue the number that {@link Smoothing#FLOOR} and {@link Smoothing#ADD_K} use
 * @param effectiveOrder whether orders longer than the hypothesis are left out; for single
 *     sentences
 */
public record BleuConfig(
    BleuTokenizer tokenizer,
    boolean lowercase,
    Smoothing smoothing,
    double smoothingValue,
    boolean effectiveOrder) {

  public BleuConfig {
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(smoothing, "smoothing");
    if (!(smoothingValue >= 0)) {
      throw new IllegalArgumentException(
          "smoothingValue = " + smoothingValue + "; allowed: 0 or more");
    }
  }

  /** Returns sacreBLEU's defaults: tokenizer 13a, case kept, exponential smoothing. */
  public static BleuConfig defaults() {
    return new BleuConfig(BleuTokenizer.MTEVAL_13A, false, Smoothing.EXP, 0, false);
  }

  /** Returns the figure of much literature: lower-cased, on text that is already tokenized. */
  public static BleuConfig lowercasedTokenized() {
    return defaults().withTokenizer(BleuTokenizer.NONE).withLowercase(true);
  }

  public BleuConfig withTokenizer(BleuTokenizer tokenizer) {
    return new BleuConfig(tokenizer, lowercase, smoothing, smoothingValue, effectiveOrder);
  }

  public BleuConfig withLowercase(boolean lowercase) {
    return new BleuConfig(tokenizer, lowercase, smoothing, smoothingValue, effectiveOrder);
  }

  /** Returns a copy with the method and its default number. */
  public BleuConfig withSmoothing(Smoothing smoothing) {
    return withSmoothing(smoothing, smoothing.defaultValue());
  }

  public BleuConfig withSmoothing(Smoothing smoothing, double smoothingValue) {
    return new BleuConfig(tokenizer, lowercase, smoothing, smoothingValue, effectiveOrder);
  }

  public BleuConfig withEffectiveOrder(boolean effectiveOrder) {
    return new BleuConfig(tokenizer, lowercase, smoothing, smoothingValue, effectiveOrder);
  }
}
