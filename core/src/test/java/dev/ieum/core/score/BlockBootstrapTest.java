package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
  private static Interval interval(double[] values, int block) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return new BlockBootstrap(1000, 1, block).mean(values, ones);
  }

  @Test
  void mean_independentValues_isAsWideAsTheStandardErrorSays() {
    double[] values = new Random(1).doubles(2500).toArray();
    Interval interval = interval(values, 1);
    double mean = Arrays.stream(values).average().orElseThrow();
    assertTrue(interval.low() < mean && mean < interval.high(), interval.toString());
    double expected = 2 * 1.96 * Math.sqrt(1 / 12.0 / 2500);
    assertEquals(expected, interval.high() - interval.low(), 0.15 * expected);
  }

  @Test
  void mean_valuesThatResembleTheirNeighbours_isWiderInBlocks() {
    Random random = new Random(2);
    double[] values = new double[2000];
    for (int i = 1; i < values.length; i++) {
      values[i] = 0.95 * values[i - 1] + random.nextGaussian();
    }
    Interval single = interval(values, 1);
    Interval blocks = interval(values, 60);
    assertTrue(
        blocks.high() - blocks.low() > 3 * (single.high() - single.low()),
        blocks + " and " + single);
  }

  @Test
  void mean_oneCase_isThatCase() {
    assertEquals(
        new Interval(2, 2), new BlockBootstrap(10, 1, 5).mean(new double[] {6}, new double[] {3}));
    assertThrows(IllegalArgumentException.class, () -> new BlockBootstrap(10, 1, 0));
  }
}
