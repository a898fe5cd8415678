package dev.ieum.datasets;

import java.util.Objects;

/**
 * A text and its translation. Immutable.
 *
 * @param source the text to translate
 * @param target its translation
 * @param origin the collection that the pair came from, or its file's name
 * @param line the line of the file, from 1
 */
public record TextPair(String source, String target, String origin, long line)
    implements CorpusEntry {
  public TextPair {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(origin, "origin");
    if (line < 1) {
      throw new IllegalArgumentException("line = " + line + "; allowed: 1 or more");
    }
  }
}
