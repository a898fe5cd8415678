package dev.ieum.datasets.check;

import java.util.List;
import java.util.Map;

/**
 * What {@link CorpusCheck} found in a corpus. Immutable.
 *
 * @param rows rows that could be read
 * @param rowsByLabel how many rows have each class; empty for pairs
 * @param findings the problems, in the order of {@link DataProblem}
 */
public record CorpusReport(long rows, Map<String, Long> rowsByLabel, List<Finding> findings) {

  public CorpusReport {
    rowsByLabel = Map.copyOf(rowsByLabel);
    findings = List.copyOf(findings);
  }

  /**
   * A problem of some rows. Immutable.
   *
   * @param error whether training would fail or be harmed; otherwise it is a warning
   * @param count rows, or lines, that have it
   * @param examples the first of them
   */
  public record Finding(DataProblem problem, boolean error, long count, List<Example> examples) {
    public Finding {
      examples = List.copyOf(examples);
    }
  }

  /**
   * An example of a problem. Immutable.
   *
   * @param line the line of the file, from 1; 0 for the corpus as a whole
   * @param text the text, or what is wrong with it; shortened, and without control characters
   */
  public record Example(long line, String text) {}

  /**
   * A problem of a corpus, and the share of rows from which it is an error instead of a warning.
   */
  public enum DataProblem {
    /** The line is not UTF-8, or does not conform to the format. */
    UNREADABLE("cannot be read", 0),
    /** There is nothing to train on. */
    EMPTY("no rows", 0),
    /** The label is not that of a class. */
    UNKNOWN_LABEL("unknown label", 0),
    /** All rows have the same label. */
    SINGLE_CLASS("a single class", 0),
    /** So many labels that the column is unlikely to hold labels. */
    MANY_LABELS("too many labels", 0),
    /** A side or text is blank. */
    BLANK("blank", 0.5),
    /** Source and target are the same. */
    SAME_SIDES("both sides the same", 0.5),
    /** No letter is of a script in which the language is written. */
    WRONG_SCRIPT("not in the script of the language", 0.5),
    /** One side is several times as long as the other. */
    LENGTH_RATIO("one side far longer", 0.5),
    /** Far longer than a sentence, or than the limit of training. */
    TOO_LONG("too long", 0.5),
    /** Control characters, invisible ones, or signs of a wrong conversion. */
    ODD_CHARACTERS("control or invisible characters", 0.5),
    /** The row occurred earlier in the corpus. */
    REPEATED("repeated", 1.1),
    /** The text occurred earlier in the corpus with another label. */
    CONTRADICTING("same text, other label", 0.1),
    /** One class is many times as frequent as another. */
    IMBALANCE("classes of very different size", 1.1),
    /** A held-out row whose text occurs in the training data. */
    IN_TRAINING("also in the training data", 0.1);

    private final String words;
    private final double errorShare;

    DataProblem(String words, double errorShare) {
      this.words = words;
      this.errorShare = errorShare;
    }

    /** Tells whether {@code count} of {@code rows} rows are enough to harm or prevent training. */
    public boolean isError(long count, long rows) {
      return count >= errorShare * rows;
    }

    /** Returns a short description. */
    @Override
    public String toString() {
      return words;
    }
  }
}
