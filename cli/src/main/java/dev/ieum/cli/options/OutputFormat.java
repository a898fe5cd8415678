package dev.ieum.cli.options;

/** How results are written. */
public enum OutputFormat {
  /** For people, or the result alone, one line for each line. */
  TEXT,
  /** One JSON object for each result. */
  JSONL,
  /** Tab-separated columns. */
  TSV
}
