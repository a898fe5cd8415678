package dev.ieum.datasets.check;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.LabeledText;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts of a corpus of labelled texts. Immutable.
 *
 * @param rows how many labelled texts there are
 * @param blank rows whose text is blank
 * @param repeated rows whose text and label occurred earlier in the corpus
 * @param contradicting rows whose text occurred earlier in the corpus with another label
 * @param text the sizes of the texts
 * @param rowsByLabel how many rows have each label, as the corpus writes it
 */
public record LabeledStatistics(
    long rows,
    long blank,
    long repeated,
    long contradicting,
    CorpusStatistics.Side text,
    Map<String, Long> rowsByLabel) {

  public LabeledStatistics {
    rowsByLabel = Map.copyOf(rowsByLabel);
  }

  /**
   * Reads {@code corpus} once and counts.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if any line does not conform to the format
   */
  public static LabeledStatistics of(Corpus<LabeledText> corpus) throws IOException {
    long rows = 0;
    long blank = 0;
    long contradicting = 0;
    CorpusStatistics.Side text = CorpusStatistics.Side.NONE;
    Map<String, Long> byLabel = new TreeMap<>();
    Map<Long, Long> labelOf = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    try (Stream<LabeledText> stream = corpus.stream()) {
      for (LabeledText row : (Iterable<LabeledText>) stream::iterator) {
        rows++;
        blank += row.text().isBlank() ? 1 : 0;
        text = text.plus(row.text());
        byLabel.merge(row.label(), 1L, Long::sum);
        long hash = TextHash.of(row.label());
        Long earlier = labelOf.putIfAbsent(TextHash.of(row.text()), hash);
        contradicting += earlier != null && earlier != hash ? 1 : 0;
        seen.add(TextHash.of(row.text(), row.label()));
      }
    }
    return new LabeledStatistics(rows, blank, rows - seen.size(), contradicting, text, byLabel);
  }
}
