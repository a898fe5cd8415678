package dev.ieum.seq2seq.model;

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

  /** Returns the number of target tokens, EOS included. */
  public long targetTokens() {
    long sum = 0;
    for (int[] target : targets) {
      sum += target.length;
    }
    return sum;
  }
}
