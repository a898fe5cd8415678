package dev.ieum.core.runtime;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Whether {@link Int8MatMul} gives exact results on this processor: some add pairs of products in
 * sixteen bits, which overflow.
 */
final class Int8SelfTest {
  private static final int INPUTS = 512;
  private static final int OUTPUTS = 128;

  private Int8SelfTest() {}

  /**
   * Compares products of the largest numbers, with either sign and both, and others: of the whole
   * matrix, and of outputs selected where the library selects.
   */
  static boolean isPassedBy(Int8MatMul products, int range) {
    byte[][] weights = numbers(OUTPUTS, range, 1);
    ByteBuffer byRows = ByteBuffer.allocateDirect(OUTPUTS * INPUTS);
    ByteBuffer byColumns = ByteBuffer.allocateDirect(OUTPUTS * INPUTS);
    for (int o = 0; o < OUTPUTS; o++) {
      for (int i = 0; i < INPUTS; i++) {
        byRows.put(o * INPUTS + i, weights[o][i]);
        byColumns.put(i * OUTPUTS + o, weights[o][i]);
      }
    }
    Int8Workspace workspace = products.acquire();
    try (Int8Weights whole = products.weights(byRows, byColumns, INPUTS, OUTPUTS)) {
      return isExact(workspace, whole, weights, range)
          && (!products.selects() || isExact(workspace, all(workspace, byRows), weights, range));
    } finally {
      products.release(workspace);
    }
  }

  /** Selects all outputs. */
  private static Int8Weights all(Int8Workspace workspace, ByteBuffer byRows) {
    byte[] rows = new byte[OUTPUTS * INPUTS];
    byRows.get(0, rows);
    return workspace.select(IntStream.range(0, OUTPUTS).toArray(), rows, INPUTS);
  }

  private static boolean isExact(
      Int8Workspace workspace, Int8Weights inLibrary, byte[][] weights, int range) {
    return isExact(workspace, inLibrary, weights, numbers(1, range, 2))
        && isExact(workspace, inLibrary, weights, numbers(5, range, 3))
        && isExact(workspace, inLibrary, weights, numbers(32, range, 4));
  }

  private static byte[][] numbers(int rows, int range, long seed) {
    Random random = new Random(seed);
    byte[][] numbers = new byte[rows][INPUTS];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < INPUTS; i++) {
        numbers[r][i] =
            (byte)
                switch (r % 4) {
                  case 0 -> range;
                  case 1 -> -range;
                  case 2 -> range * (i % 3 - 1);
                  default -> random.nextInt(2 * range + 1) - range;
                };
      }
    }
    return numbers;
  }

  private static boolean isExact(
      Int8Workspace workspace, Int8Weights inLibrary, byte[][] weights, byte[][] x) {
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < INPUTS; i++) {
        if (inLibrary.takesFloats(x.length)) {
          workspace.xFloats(x.length, INPUTS).put(r * INPUTS + i, x[r][i]);
        } else {
          workspace.x(x.length, INPUTS).put(r * INPUTS + i, x[r][i]);
        }
      }
    }
    FloatBuffer sums = workspace.multiply(inLibrary, x.length);
    for (int r = 0; r < x.length; r++) {
      for (int o = 0; o < OUTPUTS; o++) {
        int sum = 0;
        for (int i = 0; i < INPUTS; i++) {
          sum += x[r][i] * weights[o][i];
        }
        if (sums.get(r * OUTPUTS + o) != sum) {
          return false;
        }
      }
    }
    return true;
  }
}
