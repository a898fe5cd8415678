package dev.ieum.seq2seq.train;

import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.Shortlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns which target tokens each source token becomes: word alignment by IBM model 1 (Brown et al.
 * 1993, section 4.2), on subwords. Not thread-safe.
 */
final class ShortlistTrainer {
  private static final int ROUNDS = 5;
  private static final int FREQUENT = 200;
  private static final int BEST = 100;

  private final int sourceSize;
  private final int targetSize;
  private final int[][] seenWith; // [source id] target ids, ascending
  private final float[][] probabilities; // of those target ids, given the source id
  private final long[] frequencies; // [target id]

  private ShortlistTrainer(List<int[][]> pairs, int sourceSize, int targetSize) {
    this.sourceSize = sourceSize;
    this.targetSize = targetSize;
    frequencies = new long[targetSize];
    BitSet[] seen = new BitSet[sourceSize];
    for (int[][] pair : pairs) {
      for (int target : pair[1]) {
        frequencies[target]++;
      }
      for (int source : pair[0]) {
        if (seen[source] == null) {
          seen[source] = new BitSet(targetSize);
        }
        for (int target : pair[1]) {
          seen[source].set(target);
        }
      }
    }
    seenWith = new int[sourceSize][];
    probabilities = new float[sourceSize][];
    for (int source = 0; source < sourceSize; source++) {
      seenWith[source] = seen[source] == null ? new int[0] : seen[source].stream().toArray();
      probabilities[source] = new float[seenWith[source].length];
      Arrays.fill(probabilities[source], 1f / Math.max(1, seenWith[source].length));
    }
  }

  /**
   * Learns from pairs.
   *
   * @param pairs source ids and target ids of each
   */
  static Shortlist train(List<int[][]> pairs, int sourceSize, int targetSize) {
    ShortlistTrainer trainer = new ShortlistTrainer(pairs, sourceSize, targetSize);
    for (int round = 0; round < ROUNDS; round++) {
      trainer.improve(pairs);
    }
    return trainer.shortlist();
  }

  /** One round of expectation maximization. */
  private void improve(List<int[][]> pairs) {
    float[][] counts = new float[sourceSize][];
    for (int source = 0; source < sourceSize; source++) {
      counts[source] = new float[seenWith[source].length];
    }
    for (int[][] pair : pairs) {
      int[] at = new int[pair[0].length];
      for (int target : pair[1]) {
        float sum = 0;
        for (int s = 0; s < at.length; s++) {
          at[s] = Arrays.binarySearch(seenWith[pair[0][s]], target);
          sum += probabilities[pair[0][s]][at[s]];
        }
        for (int s = 0; s < at.length; s++) {
          counts[pair[0][s]][at[s]] += probabilities[pair[0][s]][at[s]] / sum;
        }
      }
    }
    for (int source = 0; source < sourceSize; source++) {
      float total = 0;
      for (float count : counts[source]) {
        total += count;
      }
      for (int i = 0; i < counts[source].length; i++) {
        // Never quite 0, so that a later round can divide.
        probabilities[source][i] = Math.max(1e-12f, counts[source][i] / total);
      }
    }
  }

  private Shortlist shortlist() {
    BitSet always = new BitSet(targetSize);
    always.set(Vocabulary.EOS);
    IntStream.range(0, targetSize)
        .filter(id -> frequencies[id] > 0)
        .boxed()
        .sorted(Comparator.comparingLong(id -> -frequencies[id]))
        .limit(FREQUENT)
        .forEach(always::set);
    int[][] bySource = new int[sourceSize][];
    for (int source = 0; source < sourceSize; source++) {
      float[] probability = probabilities[source];
      int[] targets = seenWith[source];
      bySource[source] =
          IntStream.range(0, targets.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -probability[i]))
              .limit(BEST)
              .mapToInt(i -> targets[i])
              .filter(id -> !always.get(id))
              .sorted()
              .toArray();
    }
    return new Shortlist(always.stream().toArray(), bySource, targetSize);
  }
}
