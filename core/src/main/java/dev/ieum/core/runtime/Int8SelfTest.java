package dev.ieum.core.runtime;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Whether {@link Int8MatMul} gives exact results on this processor: some add pairs of products in
 * sixteen bits, which overflow.
 */
final class Int8SelfTest {
  private static final int INPUTS = 512;
  private static final int OUTPUTS = 128;

  private Int8SelfTest() {}

  /** Compares products of the largest numbers, with either sign and both, and others. */
  static boolean isPassedBy(Int8MatMul products) {
    byte[][] weights = numbers(OUTPUTS, 1);
    ByteBuffer byRows = ByteBuffer.allocateDirect(OUTPUTS * INPUTS);
    ByteBuffer byColumns = ByteBuffer.allocateDirect(OUTPUTS * INPUTS);
    for (int o = 0; o < OUTPUTS; o++) {
      for (int i = 0; i < INPUTS; i++) {
        byRows.put(o * INPUTS + i, weights[o][i]);
        byColumns.put(i * OUTPUTS + o, weights[o][i]);
      }
    }
    Int8MatMul.Weights inLibrary = products.weights(byRows, byColumns, INPUTS, OUTPUTS);
    Int8Workspace workspace = products.acquire();
    try {
      return isExact(workspace, inLibrary, weights, numbers(1, 2))
          && isExact(workspace, inLibrary, weights, numbers(32, 3));
    } finally {
      products.release(workspace);
    }
  }

  private static byte[][] numbers(int rows, long seed) {
    Random random = new Random(seed);
    byte[][] numbers = new byte[rows][INPUTS];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < INPUTS; i++) {
        numbers[r][i] =
            (byte)
                switch (r % 4) {
                  case 0 -> 127;
                  case 1 -> -127;
                  case 2 -> 127 * (i % 3 - 1);
                  default -> random.nextInt(255) - 127;
                };
      }
    }
    return numbers;
  }

  private static boolean isExact(
      Int8Workspace workspace, Int8MatMul.Weights inLibrary, byte[][] weights, byte[][] x) {
    ByteBuffer read = workspace.x(x.length, INPUTS);
    for (int r = 0; r < x.length; r++) {
      read.put(r * INPUTS, x[r]);
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
