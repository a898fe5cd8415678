package dev.ieum.cli;

/** How the results of a filter are written. */
enum OutputFormat {
  /** The result alone, one line for each line. */
  TEXT,
  /** One JSON object for each line. */
  JSONL,
  /** Tab-separated columns. */
  TSV;

  @Override
  public String toString() {
    return LowerCase.word(this);
  }

  /** Reads {@code text}, {@code jsonl} and {@code tsv}. */
  static final class Converter extends LowerCase<OutputFormat> {
    Converter() {
      super(OutputFormat.class);
    }
  }
}
