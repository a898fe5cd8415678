package dev.ieum.core.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against Java's own functions in double precision. */
class FunctionsTest {
  private static final int COUNT = 100_003;

  private static float[] numbers(double scale) {
    Random random = new Random(3);
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) (random.nextGaussian() * scale);
    }
    x[0] = 0;
    x[1] = 1e30f;
    x[2] = -1e30f;
    return x;
  }

  @Test
  void exp_belowTheShift_isCloseInProportion() {
    float[] x = numbers(20);
    x[1] = 90;
    float[] y = x.clone();
    Functions.exp(y, COUNT, 90);
    for (int i = 0; i < COUNT; i++) {
      double expected = Math.exp(Math.max(-87.0, (double) x[i] - 90));
      assertEquals(1, y[i] / expected, 4e-5, "e^" + (x[i] - 90));
    }
  }

  @Test
  void tanh_anyNumber_isClose() {
    float[] x = numbers(4);
    float[] y = x.clone();
    Functions.tanh(y, 0, COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertEquals(Math.tanh(x[i]), y[i], 5e-7, "tanh " + x[i]);
    }
  }

  @Test
  void tanh_partOfAnArray_leavesTheRest() {
    float[] x = numbers(4);
    float[] y = x.clone();
    Functions.tanh(y, 1, COUNT - 1);
    assertEquals(x[0], y[0]);
    assertEquals(x[COUNT - 1], y[COUNT - 1]);
    assertEquals(Math.tanh(x[1]), y[1], 5e-7);
  }

  @Test
  void logSumExp_withForbiddenNumbers_isClose() {
    float[] x = numbers(3);
    x[1] = 12;
    double sum = 0;
    for (float v : x) {
      sum += Math.exp(v);
    }
    assertEquals(Math.log(sum), Functions.logSumExp(x, COUNT, new float[COUNT]), 2e-5);
  }

  @Test
  void blockMaxima_anyLength_areTheLargestOfEachBlock() {
    float[] x = numbers(5);
    for (int n : new int[] {1, 7, 8, 9, COUNT}) {
      float[] maxima = new float[(n + 7) / 8];
      float expected = Float.NEGATIVE_INFINITY;
      assertEquals(Functions.max(x, n), Functions.blockMaxima(x, n, 8, maxima));
      for (int i = 0; i < n; i++) {
        expected = i % 8 == 0 ? x[i] : Math.max(expected, x[i]);
        if (i % 8 == 7 || i == n - 1) {
          assertEquals(expected, maxima[i / 8]);
        }
      }
    }
  }

  @Test
  void softmax_ofSome_sumsToOneAndLeavesTheRest() {
    float[] x = {1, 2, 3, -1e9f, 7};
    Functions.softmax(x, 4);
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
    assertEquals(Math.exp(1) / sum, x[0], 1e-6);
    assertEquals(Math.exp(3) / sum, x[2], 1e-6);
    assertEquals(0, x[3], 1e-30);
    assertEquals(7, x[4]);
  }

  @Test
  void dot_andWeightedSum_oddSizes_areThoseOfTheDefinition() {
    Random random = new Random(9);
    int rows = 7;
    int size = 29;
    float[][] x = new float[rows][size];
    float[] weights = new float[rows];
    for (int r = 0; r < rows; r++) {
      weights[r] = random.nextFloat();
      for (int i = 0; i < size; i++) {
        x[r][i] = random.nextFloat() - 0.5f;
      }
    }
    float[] y = new float[size + 2];
    Functions.weightedSum(weights, x, rows, y, 2, size);
    for (int i = 0; i < size; i++) {
      double expected = 0;
      for (int r = 0; r < rows; r++) {
        expected += (double) weights[r] * x[r][i];
      }
      assertEquals(expected, y[2 + i], 1e-6);
    }
    double dot = 0;
    for (int i = 0; i < size; i++) {
      dot += (double) x[0][i] * x[1][i];
    }
    assertEquals(dot, Functions.dot(x[0], x[1], size), 1e-6);
  }
}
