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
}
