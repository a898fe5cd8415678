package dev.ieum.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthBucketsTest {
  private static final int TOKENS = 300;

  private record Item(int number, int source, int target) {}

  @ParameterizedTest(name = "{0} items, {1} in a batch")
  @CsvSource({"0, 5", "1, 5", "37, 1", "1000, 7", "2503, 16", "999, 100000"})
  void shuffled_anyItems_everyOneOnceWithinTheLimits(int count, int most) {
    for (long seed = 1; seed <= 3; seed++) {
      assertWhole(items(count), most, buckets(most).shuffled(items(count), seed));
    }
    assertWhole(items(count), most, buckets(most).sorted(items(count)));
  }

  private static void assertWhole(List<Item> items, int most, List<List<Item>> batches) {
    Set<Item> seen = new HashSet<>();
    for (List<Item> batch : batches) {
      assertTrue(!batch.isEmpty() && batch.size() <= most, "batch of " + batch.size());
      int longest =
          batch.stream().mapToInt(item -> Math.max(item.source(), item.target())).max().orElse(0);
      assertTrue(
          batch.size() == 1 || longest * batch.size() <= TOKENS,
          batch.size() + " items of up to " + longest);
      for (Item item : batch) {
        assertTrue(seen.add(item), "twice: " + item);
      }
    }
    assertEquals(items.size(), seen.size());
  }

  @Test
  void shuffled_sameSeed_sameBatches_otherSeedOthers() {
    List<Item> items = items(500);
    assertEquals(buckets(9).shuffled(items, 4), buckets(9).shuffled(items, 4));
    assertNotEquals(buckets(9).shuffled(items, 4), buckets(9).shuffled(items, 5));
    assertEquals(items(500), items, "the list itself is left as it was");
  }

  @Test
  void shuffled_otherSeed_otherCompany() {
    // Not only the order of batches changes but who is in them.
    Set<Set<Item>> first = new HashSet<>();
    buckets(9).shuffled(items(3000), 1).forEach(batch -> first.add(new HashSet<>(batch)));
    long same =
        buckets(9).shuffled(items(3000), 2).stream()
            .filter(batch -> batch.size() > 2 && first.contains(new HashSet<>(batch)))
            .count();
    assertTrue(same < first.size() / 20, same + " of " + first.size());
  }

  @Test
  void shuffled_batches_haveLittlePadding() {
    long cells = 0;
    long tokens = 0;
    for (List<Item> batch : buckets(16).shuffled(items(5000), 1)) {
      cells += (long) batch.size() * batch.stream().mapToInt(Item::target).max().orElse(0);
      tokens += batch.stream().mapToInt(Item::target).sum();
    }
    assertTrue(tokens > 0.9 * cells, "padding %.3f".formatted(1 - (double) tokens / cells));
  }

  @Test
  void sorted_items_comeShortestFirst() {
    List<Integer> lengths = new ArrayList<>();
    buckets(7).sorted(items(400)).forEach(b -> b.forEach(item -> lengths.add(item.target())));
    List<Integer> expected = new ArrayList<>(lengths);
    Collections.sort(expected);
    assertEquals(expected, lengths);
  }

  @Test
  void sorted_itemAboveTheLimit_standsAlone() {
    List<List<Item>> batches =
        buckets(5).sorted(List.of(new Item(1, 900, 900), new Item(2, 3, 3), new Item(3, 4, 4)));
    assertEquals(
        List.of(List.of(2, 3), List.of(1)),
        batches.stream().map(batch -> batch.stream().map(Item::number).toList()).toList());
  }

  private static LengthBuckets<Item> buckets(int most) {
    return new LengthBuckets<>(Item::source, Item::target, TOKENS, most);
  }

  private static List<Item> items(int count) {
    Random random = new Random(6);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 1 + random.nextInt(60);
      items.add(new Item(i, Math.max(1, length + random.nextInt(9) - 4), length));
    }
    return items;
  }
}
