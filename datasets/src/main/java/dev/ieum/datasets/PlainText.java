package dev.ieum.datasets;

import java.util.Objects;

/**
 * A text of which nothing else is said, for learning without labels. Immutable.
 *
 * @param text the text
 * @param origin the collection that the text came from, or its file's name
 * @param line the line of the file, from 1
 */
public record PlainText(String text, String origin, long line) implements CorpusEntry {
  public PlainText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(origin, "origin");
    if (line < 1) {
      throw new IllegalArgumentException("line = " + line + "; allowed: 1 or more");
    }
  }

  /** Makes an entry for readers of two columns that were told to read one column twice. */
  static PlainText first(String text, String same, String origin, long line) {
    return new PlainText(text, origin, line);
  }
}
