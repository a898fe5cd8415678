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
 * What a corpus of labelled texts holds, counted. Immutable.
 *
 * @param rows how many labelled texts there are
 * @param blank rows whose text is blank
 * @param repeated rows whose text and label stood earlier in the corpus
 * @param contradicting rows whose text stood earlier in the corpus with another label
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
   * Reads {@code corpus} once and counts it.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if any line is not what the format wants
   */
  public static LabeledStatistics of(Corpus<LabeledText> corpus) throws IOException {
    Counter counter = new Counter();
    try (Stream<LabeledText> rows = corpus.stream()) {
      rows.forEachOrdered(counter::add);
    }
    return counter.result();
  }

  private static final class Counter {
    private long rows;
    private long blank;
    private long repeated;
    private long contradicting;
    private CorpusStatistics.Side text = CorpusStatistics.Side.NONE;
    private final Map<String, Long> byLabel = new TreeMap<>();
    private final Map<Long, Long> labelOf = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();

    void add(LabeledText row) {
      rows++;
      blank += row.text().isBlank() ? 1 : 0;
      text = text.plus(row.text());
      byLabel.merge(row.label(), 1L, Long::sum);
      long hash = TextHash.of(row.label());
      Long earlier = labelOf.putIfAbsent(TextHash.of(row.text()), hash);
      contradicting += earlier != null && earlier != hash ? 1 : 0;
      repeated += seen.add(TextHash.of(row.text(), row.label())) ? 0 : 1;
    }

    LabeledStatistics result() {
      return new LabeledStatistics(rows, blank, repeated, contradicting, text, byLabel);
    }
  }
}
