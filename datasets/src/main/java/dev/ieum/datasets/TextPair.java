package dev.ieum.datasets;

import java.util.Objects;

/**
 * A text and its translation. Immutable.
 *
 * @param source the text to translate
 * @param target its translation
 * @param subset the collection from which it was taken, or its file's name
 * @param line the line of the file, from 1
 */
public record TextPair(String source, String target, String subset, long line)
    implements CorpusEntry {
  public TextPair {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    CorpusInfo.requirePlace(subset, line);
  }
}
