package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LengthBoundTest {
  private static List<int[][]> pairs(int count, int source, int target) {
    return new ArrayList<>(
        Collections.nCopies(count, new int[][] {new int[source], new int[target]}));
  }

  @Test
  void ratio_manyPairs_isWhatAlmostAllKeepTo() {
    List<int[][]> pairs = pairs(3_000, 20, 25);
    pairs.addAll(pairs(2, 20, 60));
    assertEquals(1.25, LengthBound.ratio(pairs, 3));
    pairs.addAll(pairs(10, 20, 40));
    assertEquals(2, LengthBound.ratio(pairs, 3));
  }

  @Test
  void ratio_aboveTheSetting_isTheSetting() {
    assertEquals(1.1, LengthBound.ratio(pairs(2_000, 10, 30), 1.1));
  }

  @Test
  void ratio_shortSources_sayNothing() {
    List<int[][]> pairs = pairs(2_000, 2, 8);
    assertEquals(3, LengthBound.ratio(pairs, 3));
    pairs.addAll(pairs(999, 10, 10));
    assertEquals(3, LengthBound.ratio(pairs, 3));
    pairs.addAll(pairs(1, 10, 10));
    assertEquals(1, LengthBound.ratio(pairs, 3));
  }
}
