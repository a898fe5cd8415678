package dev.ieum.core.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplingTest {
  @Test
  void draw_manyTimes_followsTheProbabilities() {
    float[] scores = {Float.NEGATIVE_INFINITY, 0, (float) Math.log(2), (float) Math.log(5)};
    RankedScores ranked = new RankedScores(scores, 1); // 1/8, 2/8, 5/8
    int[] counts = draws(ranked, 0, 1);
    assertEquals(0, counts[0]);
    assertEquals(0.125, counts[1] / 80_000.0, 0.01);
    assertEquals(0.625, counts[3] / 80_000.0, 0.01);
    int[] two = draws(ranked, 2, 1);
    assertEquals(0, two[1]);
    assertEquals(2 / 7.0, two[2] / 80_000.0, 0.01);
    int[] nucleus = draws(ranked, 0, 0.63); // the likeliest alone has 0.625
    assertEquals(0, nucleus[1]);
    assertTrue(nucleus[2] > 0);
    assertEquals(80_000, draws(ranked, 0, 0.6)[3]);
  }

  private static int[] draws(RankedScores ranked, int topK, double topP) {
    int[] counts = new int[4];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 80_000; i++) {
      counts[ranked.draw(topK, topP, random)]++;
    }
    return counts;
  }

  @Test
  void temperature_belowOne_sharpens() {
    RankedScores plain = new RankedScores(new float[] {0, 1}, 1);
    RankedScores cold = new RankedScores(new float[] {0, 1}, 0.5);
    assertEquals(1 / (1 + Math.exp(-1)), plain.probability(1), 1e-4);
    assertEquals(1 / (1 + Math.exp(-2)), cold.probability(1), 1e-4);
  }

  @Test
  void top_manyEvents_equalsFullSort() {
    float[] scores = new float[500];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(40); // many ties
    }
    RankedScores ranked = new RankedScores(scores, 1);
    int[] all = ranked.top(500);
    int[] some = ranked.top(64);
    for (int i = 0; i < all.length; i++) {
      if (i < some.length) {
        assertEquals(all[i], some[i]);
      }
      if (i > 0) {
        float before = ranked.probability(all[i - 1]);
        float after = ranked.probability(all[i]);
        assertTrue(before > after || (before == after && all[i - 1] < all[i]));
      }
    }
  }

  @Test
  void draw_temperatureZero_takesTheLikeliestThatMayCome() {
    float[] scores = {Float.NEGATIVE_INFINITY, -5, -3, -4};
    assertEquals(2, new Sampling(0, 0, 1).draw(scores, new SplittableRandom(1)));
  }

  @Test
  void sampling_outOfRange_isRefused() {
    assertEquals(
        "topP = 0.0; allowed: more than 0, at most 1",
        assertThrows(IllegalArgumentException.class, () -> new Sampling(1, 0, 0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Sampling(-1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sampling(Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sampling(1, -1, 1));
  }
}
