package dev.ieum.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Cuts a batch into parts that weigh about the same. Stateless and deterministic. */
public final class Parts {
  private Parts() {}

  /**
   * Shares items out: the heaviest first, each to the part that is lightest then (Graham 1969).
   *
   * @param parts at most so many
   * @return the items' numbers, in ascending order within each part; no part is empty
   * @param <T> an item
   */
  public static <T> List<List<Integer>> of(List<T> items, ToLongFunction<T> weight, int parts) {
    int count = Math.min(parts, items.size());
    List<List<Integer>> shares = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      shares.add(new ArrayList<>());
    }
    long[] loads = new long[count];
    Comparator<Integer> heaviest = Comparator.comparingLong(i -> -weight.applyAsLong(items.get(i)));
    for (int i : IntStream.range(0, items.size()).boxed().sorted(heaviest).toList()) {
      int lightest = 0;
      for (int k = 1; k < count; k++) {
        if (loads[k] < loads[lightest]) {
          lightest = k;
        }
      }
      shares.get(lightest).add(i);
      loads[lightest] += Math.max(1, weight.applyAsLong(items.get(i)));
    }
    shares.forEach(share -> share.sort(null));
    return shares;
  }
}
