package dev.ieum.core.inference;

import ai.djl.engine.EngineException;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.IntegerProducts;
import dev.ieum.core.runtime.ProductDesk;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Tries out whether {@link IntegerProducts} may stand for plain Java on this machine: processors
 * without instructions for products of eight bits add them up in sixteen, which overflow, or take a
 * loop that is slower than ours.
 */
final class LibraryTrial {
  private static final int ROWS = 32;
  private static final int INPUTS = 512;
  private static final int OUTPUTS = 1024;
  private static final int TRIES = 10; // the first warm up

  private LibraryTrial() {}

  /** Returns whether it comes to the same bits and is faster. */
  static boolean isPassedBy(IntegerProducts library) {
    FloatTensor weights = new FloatTensor(new int[] {OUTPUTS, INPUTS}, numbers(OUTPUTS, 1));
    float[] x = numbers(ROWS, 2);
    float[][] rows = new float[ROWS][];
    for (int r = 0; r < ROWS; r++) {
      rows[r] = Arrays.copyOfRange(x, r * INPUTS, (r + 1) * INPUTS);
    }
    Product inJava = new EightBit().product(weights);
    Product inLibrary = new EightBit(library).product(weights);
    try {
      return Arrays.deepEquals(result(inJava, rows), result(inLibrary, rows))
          && best(product(library)) < best(() -> result(inJava, rows));
    } catch (EngineException e) { // it has no such product for this processor
      return false;
    }
  }

  /** Rows of numbers that are as large as can be, with either sign and with both, and others. */
  private static float[] numbers(int rows, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[rows * INPUTS];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < INPUTS; i++) {
        numbers[r * INPUTS + i] =
            switch (r % 4) {
              case 0 -> 1;
              case 1 -> -1;
              case 2 -> i % 3 - 1;
              default -> random.nextFloat() - 0.5f;
            };
      }
    }
    return numbers;
  }

  private static float[][] result(Product product, float[][] rows) {
    float[][] y = new float[ROWS][OUTPUTS];
    product.addProduct(rows, ROWS, y);
    return y;
  }

  /**
   * The library's part alone: what Java does to numbers before and after costs little, but not
   * before it is compiled, and plain Java has been for long.
   */
  private static Runnable product(IntegerProducts library) {
    IntegerProducts.Weights weights =
        library.weights(
            ByteBuffer.allocateDirect(OUTPUTS * INPUTS),
            ByteBuffer.allocateDirect(OUTPUTS * INPUTS),
            INPUTS,
            OUTPUTS);
    return () -> {
      ProductDesk desk = library.take();
      desk.x(ROWS, INPUTS);
      desk.multiply(weights, ROWS);
      library.give(desk);
    };
  }

  private static long best(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int t = 0; t < TRIES; t++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
