package dev.ieum.seq2seq.model;

import dev.ieum.core.text.Parts;
import java.util.List;

/**
 * Sentence pairs as ids, not padded. The arrays are not copied; do not change them.
 *
 * @param sources ids of each source, EOS at the end
 * @param targets ids of each target, EOS at the end
 */
public record PairBatch(int[][] sources, int[][] targets) {
  public PairBatch {
    if (sources.length == 0 || sources.length != targets.length) {
      throw new IllegalArgumentException(
          "pairs = %d sources, %d targets; allowed: as many of both, at least one"
              .formatted(sources.length, targets.length));
    }
  }

  /**
   * Cuts the batch into parts of about as many target tokens: the longest pairs first, each to the
   * part that is lightest, in which they keep their order.
   *
   * @param parts at most so many
   */
  public List<PairBatch> split(int parts) {
    return Parts.of(List.of(targets), target -> target.length, parts).stream()
        .map(
            rows ->
                new PairBatch(
                    rows.stream().map(row -> sources[row]).toArray(int[][]::new),
                    rows.stream().map(row -> targets[row]).toArray(int[][]::new)))
        .toList();
  }

  /** Returns the number of target tokens, EOS included. */
  public long targetTokens() {
    long sum = 0;
    for (int[] target : targets) {
      sum += target.length;
    }
    return sum;
  }
}
