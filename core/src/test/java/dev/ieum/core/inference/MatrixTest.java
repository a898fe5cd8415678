package dev.ieum.core.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.bundle.FloatTensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
  static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  static float[][] rows(int rows, int size, long seed) {
    float[][] x = new float[rows][];
    for (int r = 0; r < rows; r++) {
      x[r] = numbers(size, seed + r);
    }
    return x;
  }

  @ParameterizedTest(name = "{0} rows, {1} inputs, {2} outputs")
  @CsvSource({
    "1, 1, 1",
    "1, 7, 5",
    "2, 5, 9",
    "2, 8, 3",
    "3, 6, 17",
    "4, 9, 31",
    "5, 256, 33",
    "31, 13, 40",
    "61, 3, 2700",
    "67, 17, 1345"
  })
  void accumulate_anySize_isThatOfTheDefinition(int rows, int inputs, int outputs) {
    float[] w = numbers(inputs * outputs, 1);
    float[][] x = rows(rows, inputs + 3, 2);
    float[][] y = rows(rows, outputs, 3);
    float[][] before = rows(rows, outputs, 3);
    Matrix.of(new FloatTensor(new int[] {outputs, inputs}, w)).accumulate(x, rows, y);
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < outputs; o++) {
        double expected = before[r][o];
        for (int i = 0; i < inputs; i++) {
          expected += (double) x[r][i] * w[o * inputs + i];
        }
        assertEquals(expected, y[r][o], 1e-5);
      }
    }
  }

  @Test
  void accumulate_aRowAmongAnyOthers_hasTheSameBits() {
    Matrix matrix = Matrix.of(new FloatTensor(new int[] {1500, 37}, numbers(1500 * 37, 1)));
    float[] row = numbers(37, 5);
    float[] alone = new float[1500];
    matrix.accumulate(new float[][] {row}, 1, new float[][] {alone});
    for (int rows : new int[] {2, 3, 4, 5, 30, 31, 32, 64}) {
      for (int place : new int[] {0, rows / 2, rows - 1}) {
        float[][] x = rows(rows, 37, 9);
        x[place] = row;
        float[][] y = new float[rows][1500];
        matrix.accumulate(x, rows, y);
        assertArrayEquals(alone, y[place], rows + " rows, place " + place);
      }
    }
  }

  @Test
  void select_outputs_areTheSameNumbers() {
    Matrix matrix = Matrix.of(new FloatTensor(new int[] {20, 11}, numbers(220, 1)));
    int[] chosen = {19, 0, 7};
    float[][] x = rows(4, 11, 2);
    float[][] all = new float[4][20];
    float[][] some = new float[4][3];
    matrix.accumulate(x, 4, all);
    matrix.select(chosen).accumulate(x, 4, some);
    for (int r = 0; r < 4; r++) {
      for (int o = 0; o < 3; o++) {
        assertEquals(all[r][chosen[o]], some[r][o]);
      }
    }
  }
}
