package dev.ieum.datasets.check;

/** What may be wrong with a corpus, and in how many of its rows before it is an error. */
public enum DataProblem {
  /** The line is not UTF-8, or not what the format wants. */
  UNREADABLE("cannot be read", 0),
  /** There is nothing to train on. */
  EMPTY("no rows", 0),
  /** The label means none of the classes. */
  UNKNOWN_LABEL("unknown label", 0),
  /** All rows have the same label. */
  SINGLE_CLASS("a single class", 0),
  /** So many labels that their column hardly holds labels. */
  MANY_LABELS("too many labels", 0),
  /** A side or text is blank. */
  BLANK("blank", 0.5),
  /** Source and target are the same. */
  SAME_SIDES("both sides the same", 0.5),
  /** No letter is of a script in which the language is written. */
  WRONG_SCRIPT("not in the script of the language", 0.5),
  /** One side is several times as long as the other. */
  LENGTH_RATIO("one side far longer", 0.5),
  /** Far longer than a sentence, or than what training reads. */
  TOO_LONG("too long", 0.5),
  /** Control characters, invisible ones, or signs of a wrong conversion. */
  ODD_CHARACTERS("control or invisible characters", 0.5),
  /** The row stood earlier in the corpus. */
  REPEATED("repeated", 1.1),
  /** The text stood earlier in the corpus with another label. */
  CONTRADICTING("same text, other label", 0.1),
  /** One class is many times as frequent as another. */
  IMBALANCE("classes of very different size", 1.1),
  /** A held-out row whose text training sees, too. */
  IN_TRAINING("also in the training data", 0.1);

  private final String words;
  private final double errorShare;

  DataProblem(String words, double errorShare) {
    this.words = words;
    this.errorShare = errorShare;
  }

  /** Says whether {@code count} of {@code rows} rows are enough to spoil or prevent training. */
  public boolean isError(long count, long rows) {
    return count >= errorShare * rows;
  }

  /** Returns a few words for people. */
  @Override
  public String toString() {
    return words;
  }
}
