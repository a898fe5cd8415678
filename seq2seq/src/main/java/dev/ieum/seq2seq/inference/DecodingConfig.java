package dev.ieum.seq2seq.inference;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;

/**
 * How a translation is searched for. Immutable.
 *
 * <p>Pruning gives up a hypothesis that has become much less probable than the best one (relative
 * threshold pruning of Freitag and Al-Onaizan 2017, section 3), and keeps one hypothesis fewer for
 * each that has ended. Only the best translation is then searched for well; where more than one is
 * wanted, the beam stays whole.
 *
 * @param beamSize hypotheses kept per sentence; 1 is greedy search
 * @param nbest translations returned per sentence, at most {@code beamSize}
 * @param lengthPenalty alpha in {@code ((5 + |y|) / 6)^alpha} (Wu et al. 2016, eq. 14); 0 turns it
 *     off
 * @param maxLengthRatio longest target allowed, in tokens per source token (ten more are granted)
 * @param fullVocabulary whether every target token is scored even where the model has a shortlist
 * @param pruning how much less a hypothesis's log-probability may be than the best one's, in nats;
 *     0 keeps the beam whole
 * @param repetition whether a translation may repeat words that its source does not ({@link
 *     RepetitionLimit})
 * @param raw whether each line goes into the network as it is, with nothing around it
 */
public record DecodingConfig(
    @Setting(key = "beam", or = "5", min = 1, max = 64) int beamSize,
    @Setting(hidden = true, or = "1") int nbest,
    @Setting(or = "1", min = 0, max = 10) double lengthPenalty,
    @Setting(or = "3", min = 0.01, max = 100) double maxLengthRatio,
    @Setting(hidden = true, or = "false") boolean fullVocabulary,
    @Setting(or = "2", min = 0, max = 1000) double pruning,
    @Setting(hidden = true, or = "false") boolean repetition,
    @Setting(hidden = true, or = "false") boolean raw) {
  private static final double USUAL_PRUNING = 2;

  public DecodingConfig {
    if (beamSize < 1 || beamSize > 64) {
      throw new ConfigException("beam = %d is out of range; allowed: 1 to 64".formatted(beamSize));
    }
    if (nbest < 1 || nbest > beamSize) {
      throw new ConfigException(
          "nbest = %d is out of range; allowed: 1 to the beam, %d".formatted(nbest, beamSize));
    }
    if (!(lengthPenalty >= 0 && lengthPenalty <= 10)) {
      throw new ConfigException(
          "length-penalty = %s is out of range; allowed: 0 to 10".formatted(lengthPenalty));
    }
    if (!(maxLengthRatio > 0 && maxLengthRatio <= 100)) {
      throw new ConfigException(
          "max-length-ratio = %s is out of range; allowed: above 0, to 100"
              .formatted(maxLengthRatio));
    }
    if (!(pruning >= 0 && pruning <= 1000)) {
      throw new ConfigException(
          "pruning = %s is out of range; allowed: 0 (none) to 1000".formatted(pruning));
    }
  }

  /** A whole beam, and the model's shortlist where it has one. */
  public DecodingConfig(int beamSize, int nbest, double lengthPenalty, double maxLengthRatio) {
    this(beamSize, nbest, lengthPenalty, maxLengthRatio, false, 0, false, false);
  }

  /**
   * Returns beam 5, one translation, alpha 1, three target tokens per source token, pruning at 2
   * nats.
   */
  public static DecodingConfig defaults() {
    return new DecodingConfig(5, 1, 1.0, 3).withPruning(USUAL_PRUNING);
  }

  /** Returns this with another beam; {@code nbest} is lowered to it where needed. */
  public DecodingConfig withBeamSize(int size) {
    return new DecodingConfig(
        size,
        Math.min(nbest, size),
        lengthPenalty,
        maxLengthRatio,
        fullVocabulary,
        pruning,
        repetition,
        raw);
  }

  /** Returns this with another number of translations. */
  public DecodingConfig withNbest(int count) {
    return new DecodingConfig(
        beamSize, count, lengthPenalty, maxLengthRatio, fullVocabulary, pruning, repetition, raw);
  }

  /** Returns this without a shortlist. */
  public DecodingConfig withFullVocabulary() {
    return new DecodingConfig(
        beamSize, nbest, lengthPenalty, maxLengthRatio, true, pruning, repetition, raw);
  }

  /** Returns this with another threshold of pruning, in nats; 0 keeps the beam whole. */
  public DecodingConfig withPruning(double nats) {
    return new DecodingConfig(
        beamSize, nbest, lengthPenalty, maxLengthRatio, fullVocabulary, nats, repetition, raw);
  }

  /** Returns this without a limit of repetition. */
  public DecodingConfig withRepetition() {
    return new DecodingConfig(
        beamSize, nbest, lengthPenalty, maxLengthRatio, fullVocabulary, pruning, true, raw);
  }

  /** Returns this with each line going into the network as it is, and repetition allowed. */
  public DecodingConfig withRawText() {
    return new DecodingConfig(
        beamSize, nbest, lengthPenalty, maxLengthRatio, fullVocabulary, pruning, true, true);
  }

  /** Returns the most tokens, EOS included, that a source of {@code length} tokens may become. */
  public int maxLength(int length) {
    return (int) Math.ceil(maxLengthRatio * length) + 10;
  }

  /** Returns what a log-probability over {@code length} tokens is divided by. */
  public double penalty(int length) {
    return Math.pow((5.0 + length) / 6.0, lengthPenalty);
  }
}
