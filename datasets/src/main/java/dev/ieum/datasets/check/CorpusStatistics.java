package dev.ieum.datasets.check;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.TextPair;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts of a corpus of pairs. Immutable.
 *
 * @param pairs how many pairs there are
 * @param emptySides pairs of which at least one side is blank
 * @param repeated pairs of which both sides occurred earlier in the corpus
 * @param source the sizes of the source side
 * @param target the sizes of the target side
 * @param pairsBySubset how many pairs came from each collection, by name
 */
public record CorpusStatistics(
    long pairs,
    long emptySides,
    long repeated,
    Side source,
    Side target,
    Map<String, Long> pairsBySubset) {

  /**
   * The sizes of one side. Immutable.
   *
   * @param characters code points in all
   * @param words runs of characters that are not white space, in all
   * @param longest code points of the longest text
   */
  public record Side(long characters, long words, int longest) {
    static final Side NONE = new Side(0, 0, 0);

    Side plus(String text) {
      int length = text.codePointCount(0, text.length());
      return new Side(characters + length, words + words(text), Math.max(longest, length));
    }

    private static long words(String text) {
      long count = 0;
      boolean inWord = false;
      for (int i = 0; i < text.length(); i++) {
        boolean space = Character.isWhitespace(text.charAt(i));
        count += !space && !inWord ? 1 : 0;
        inWord = !space;
      }
      return count;
    }
  }

  public CorpusStatistics {
    pairsBySubset = Map.copyOf(pairsBySubset);
  }

  /**
   * Reads {@code corpus} once and counts.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if any line does not conform to the format
   */
  public static CorpusStatistics of(Corpus<TextPair> corpus) throws IOException {
    long pairs = 0;
    long emptySides = 0;
    Side source = Side.NONE;
    Side target = Side.NONE;
    Map<String, Long> bySubset = new TreeMap<>();
    // 64 bits of each pair are kept instead of its texts, so that millions of pairs fit in memory.
    Set<Long> seen = new HashSet<>();
    try (Stream<TextPair> rows = corpus.stream()) {
      for (TextPair pair : (Iterable<TextPair>) rows::iterator) {
        pairs++;
        emptySides += pair.source().isBlank() || pair.target().isBlank() ? 1 : 0;
        source = source.plus(pair.source());
        target = target.plus(pair.target());
        bySubset.merge(pair.subset(), 1L, Long::sum);
        seen.add(TextHash.of(pair.source(), pair.target()));
      }
    }
    return new CorpusStatistics(pairs, emptySides, pairs - seen.size(), source, target, bySubset);
  }
}
