package dev.ieum.datasets;

import java.util.Objects;

/**
 * A text without a label, for pretraining. Immutable.
 *
 * @param text the text
 * @param subset the collection from which it was taken, or its file's name
 * @param line the line of the file, from 1
 */
public record UnlabeledText(String text, String subset, long line) implements CorpusEntry {
  public UnlabeledText {
    Objects.requireNonNull(text, "text");
    CorpusInfo.requirePlace(subset, line);
  }
}
