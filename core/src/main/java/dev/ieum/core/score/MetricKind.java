package dev.ieum.core.score;

/** The metrics that settings and the command line know by name. */
public enum MetricKind {
  /** BLEU with sacreBLEU's defaults: the figure to compare with. */
  BLEU("bleu"),
  /** BLEU, lower-cased. */
  BLEU_LC("bleu-lc"),
  /** BLEU with the international tokenizer: for targets with punctuation beyond ASCII. */
  BLEU_INTL("bleu-intl"),
  /** BLEU of characters: for targets without spaces, and for Korean. */
  BLEU_CHAR("bleu-char"),
  /** BLEU of text that is already tokenized. */
  BLEU_NONE("bleu-none"),
  /** BLEU of text that is already tokenized, lower-cased: the figure of much literature. */
  BLEU_NONE_LC("bleu-none-lc"),
  /** chrF2. */
  CHRF("chrf"),
  /** chrF2, lower-cased. */
  CHRF_LC("chrf-lc"),
  /** chrF2++: with 1- and 2-grams of words. */
  CHRF_PLUS_PLUS("chrf++");

  private final String word;

  MetricKind(String word) {
    this.word = word;
  }

  /** Returns the name that settings and the command line use. */
  @Override
  public String toString() {
    return word;
  }

  /** Returns the metric. */
  public Metric metric() {
    return switch (this) {
      case BLEU -> new Bleu(Bleu.Tokenizer.MTEVAL_13A, false);
      case BLEU_LC -> new Bleu(Bleu.Tokenizer.MTEVAL_13A, true);
      case BLEU_INTL -> new Bleu(Bleu.Tokenizer.INTERNATIONAL, false);
      case BLEU_CHAR -> new Bleu(Bleu.Tokenizer.CHARACTER, false);
      case BLEU_NONE -> new Bleu(Bleu.Tokenizer.NONE, false);
      case BLEU_NONE_LC -> new Bleu(Bleu.Tokenizer.NONE, true);
      case CHRF -> new ChrF(0, false);
      case CHRF_LC -> new ChrF(0, true);
      case CHRF_PLUS_PLUS -> new ChrF(2, false);
    };
  }
}
