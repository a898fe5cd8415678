package dev.ieum.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void of_anyItems_sharesAllOut_evenly() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<Long> weights = new ArrayList<>();
      int count = 1 + random.nextInt(40);
      long sum = 0;
      long heaviest = 0;
      for (int i = 0; i < count; i++) {
        weights.add(1L + random.nextInt(30));
        sum += weights.get(i);
        heaviest = Math.max(heaviest, weights.get(i));
      }
      int parts = 1 + random.nextInt(5);
      List<List<Integer>> shares = Parts.of(weights, w -> w, parts);
      assertEquals(Math.min(parts, count), shares.size());
      List<Integer> all = new ArrayList<>();
      for (List<Integer> share : shares) {
        assertEquals(share.stream().sorted().toList(), share);
        long load = share.stream().mapToLong(weights::get).sum();
        assertTrue(load > 0 && load <= sum / shares.size() + heaviest, weights + ": " + shares);
        all.addAll(share);
      }
      assertEquals(count, all.stream().distinct().count());
      assertEquals(count, all.size());
    }
  }

  @Test
  void of_weightlessItems_leavesNoPartEmpty() {
    assertEquals(List.of(List.of(0, 2), List.of(1, 3)), Parts.of(List.of(0, 0, 0, 0), w -> 0, 2));
  }
}
