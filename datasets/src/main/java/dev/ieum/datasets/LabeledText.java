package dev.ieum.datasets;

import java.util.Objects;

/**
 * A text and its class. Immutable.
 *
 * @param text the text to classify
 * @param label the class, as the corpus writes it
 * @param subset the collection from which it was taken, or its file's name
 * @param line the line of the file, from 1
 */
public record LabeledText(String text, String label, String subset, long line)
    implements CorpusEntry {
  public LabeledText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(label, "label");
    CorpusInfo.requirePlace(subset, line);
  }
}
