package dev.ieum.cli.line;

import dev.ieum.datasets.CorpusFormatException;

/** A line of input. */
sealed interface InputRecord {

  /** An empty line, which gives an empty line. Immutable. */
  record Empty() implements InputRecord {}

  /**
   * A text to classify. Immutable.
   *
   * @param carried what the output repeats of the line: a JSON object or a row, as its format wants
   * @param text the text
   */
  record Text(String carried, String text) implements InputRecord {}

  /**
   * A line that cannot be read, and has no result. Immutable.
   *
   * @param carried what the output repeats of the line, as far as it could be read
   * @param fault what is wrong with it
   */
  record Bad(String carried, CorpusFormatException fault) implements InputRecord {}
}
