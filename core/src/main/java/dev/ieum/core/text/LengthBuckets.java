package dev.ieum.core.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Groups items of like length into batches that hold about the same number of tokens.
 *
 * <p>Immutable; deterministic in its arguments.
 *
 * @param <T> an item
 * @param maxTokens items times the longest length in the batch, at most; one item may exceed it
 * @param maxItems items at most
 */
public record LengthBuckets<T>(
    ToIntFunction<T> sourceLength, ToIntFunction<T> targetLength, int maxTokens, int maxItems) {
  private static final int POOL = 100;

  /**
   * Returns batches in random order. Items are shuffled, cut into pools, sorted by length within a
   * pool and batched, so that batches have little padding and yet differ from epoch to epoch.
   */
  public List<List<T>> shuffled(List<T> items, long seed) {
    Random random = new Random(seed);
    List<T> order = new ArrayList<>(items);
    Collections.shuffle(order, random);
    int poolSize = Math.max(1, maxItems) * POOL;
    List<List<T>> batches = new ArrayList<>();
    for (int begin = 0; begin < order.size(); begin += poolSize) {
      List<T> pool =
          new ArrayList<>(order.subList(begin, Math.min(order.size(), begin + poolSize)));
      pool.sort(byLength());
      batches.addAll(fill(pool));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Returns batches from the shortest items to the longest. */
  public List<List<T>> sorted(List<T> items) {
    List<T> order = new ArrayList<>(items);
    order.sort(byLength());
    return fill(order);
  }

  private Comparator<T> byLength() {
    return Comparator.comparingInt(targetLength).thenComparingInt(sourceLength);
  }

  private List<List<T>> fill(List<T> sorted) {
    List<List<T>> batches = new ArrayList<>();
    List<T> batch = new ArrayList<>();
    int longest = 0;
    for (T item : sorted) {
      int length =
          Math.max(longest, Math.max(sourceLength.applyAsInt(item), targetLength.applyAsInt(item)));
      if (!batch.isEmpty()
          && (batch.size() == maxItems || (long) length * (batch.size() + 1) > maxTokens)) {
        batches.add(batch);
        batch = new ArrayList<>();
        length = Math.max(sourceLength.applyAsInt(item), targetLength.applyAsInt(item));
      }
      longest = length;
      batch.add(item);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
