package dev.ieum.datasets.check;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.LabeledText;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The texts of one corpus, such as a test set, that also occur in another, such as its training
 * set. Immutable.
 *
 * <p>Scores on texts seen in training overestimate quality. Texts count as shared when their
 * letters and digits are the same after NFKC, in lower case; those without any letter or digit must
 * be identical.
 *
 * @param rows rows of the first corpus
 * @param shared those of them whose text occurs in the second corpus
 * @param contradicting those of the shared ones whose label differs from the first one there
 * @param lines the lines of the first {@value #MAX_LINES} shared ones
 */
public record CorpusOverlap(long rows, long shared, long contradicting, List<Long> lines) {

  /** The maximum number of lines in {@link #lines}. */
  public static final int MAX_LINES = 10;

  public CorpusOverlap {
    lines = List.copyOf(lines);
  }

  /**
   * Reads both corpora once and keeps 16 bytes, and some overhead, of each text of {@code other}.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if any line does not conform to the format
   */
  public static CorpusOverlap of(Corpus<LabeledText> corpus, Corpus<LabeledText> other)
      throws IOException {
    Map<Long, Long> labelOf = new HashMap<>();
    try (Stream<LabeledText> learned = other.stream()) {
      learned.forEachOrdered(row -> labelOf.putIfAbsent(key(row.text()), TextHash.of(row.label())));
    }
    long rows = 0;
    long shared = 0;
    long contradicting = 0;
    List<Long> lines = new ArrayList<>();
    try (Stream<LabeledText> stream = corpus.stream()) {
      for (LabeledText row : (Iterable<LabeledText>) stream::iterator) {
        rows++;
        Long label = labelOf.get(key(row.text()));
        if (label == null) {
          continue;
        }
        shared++;
        contradicting += label != TextHash.of(row.label()) ? 1 : 0;
        if (lines.size() < MAX_LINES) {
          lines.add(row.line());
        }
      }
    }
    return new CorpusOverlap(rows, shared, contradicting, lines);
  }

  static long key(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
    return TextHash.of(kept.isEmpty() ? text : kept.toString());
  }
}
