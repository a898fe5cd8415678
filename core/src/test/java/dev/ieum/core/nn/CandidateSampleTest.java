package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CandidateSampleTest {
  @Test
  void draw_repeatedWanted_onceEachAndFirst() {
    CandidateSample sample = CandidateSample.draw(50, new long[] {7, 3, 7, 49}, 10, 1);

    assertEquals(13, sample.size());
    assertArrayEquals(new long[] {7, 3, 49}, Arrays.copyOf(sample.ids(), 3));
    assertEquals(13, Arrays.stream(sample.ids()).distinct().count());
    assertArrayEquals(new long[] {1, 0, 0, 2}, sample.positions(new long[] {3, 7, 7, 49}));
  }

  @Test
  void corrections_othersCountForThoseNotDrawn() {
    float[] corrections = CandidateSample.draw(50, new long[] {7, 3}, 12, 1).corrections();

    assertArrayEquals(new float[] {0, 0}, Arrays.copyOf(corrections, 2));
    double counted = 0;
    for (float c : corrections) {
      counted += Math.exp(c);
    }
    assertEquals(50, counted, 1e-4);
  }

  @Test
  void draw_manyTimes_everyOtherTokenAsOften() {
    int[] times = new int[20];
    for (int seed = 0; seed < 6000; seed++) {
      for (long id : CandidateSample.draw(20, new long[] {4}, 5, seed).ids()) {
        times[(int) id]++;
      }
    }
    for (int id = 0; id < 20; id++) {
      assertEquals(id == 4 ? 6000 : 6000 * 5 / 19.0, times[id], 200, "token " + id);
    }
  }

  @Test
  void draw_moreThanThereAre_allOnce() {
    assertEquals(20, CandidateSample.draw(20, new long[] {4}, 500, 1).size());
  }

  @Test
  void positions_noCandidate_throws() {
    CandidateSample sample = CandidateSample.draw(20, new long[] {4}, 0, 1);
    assertThrows(IllegalArgumentException.class, () -> sample.positions(new long[] {5}));
  }
}
