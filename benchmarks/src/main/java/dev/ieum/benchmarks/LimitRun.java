package dev.ieum.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.Linear;
import dev.ieum.core.inference.Matrix;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Random;

/**
 * A process that multiplies matrices, on one thread. Prints a JSON object.
 *
 * <p>The tensor engine's product of large square matrices stands for what the processor can do; the
 * best of many, since nothing but disturbance makes one slower than another.
 */
final class LimitRun {
  private static final int SIDE = 1024;
  private static final int ROWS = 30;
  private static final int TRIES = 40;

  private LimitRun() {}

  /** Prints billions of operations a second: the engine's, Matrix's, and those of eight bits. */
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    JsonObject json = new JsonObject();
    json.addProperty("engine_gflop_s", engine());
    FloatTensor weights = weights();
    json.addProperty("matrix_gflop_s", ours(Matrix.of(weights)));
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      arithmetic.await();
      json.addProperty("int8_gflop_s", ours(arithmetic.linear(weights)));
    }
    System.out.println(json);
  }

  private static double engine() {
    double best = 0;
    try (NDManager manager = NativeRuntime.newManager()) {
      NDArray x = manager.randomNormal(new Shape(SIDE, SIDE));
      NDArray y = manager.randomNormal(new Shape(SIDE, SIDE));
      for (int i = 0; i < TRIES; i++) {
        long begin = System.nanoTime();
        try (NDArray product = x.matMul(y)) {
          product.getFloat(0, 0); // waits for it
        }
        best = Math.max(best, 2.0 * SIDE * SIDE * SIDE / (System.nanoTime() - begin));
      }
    }
    return best;
  }

  private static FloatTensor weights() {
    Random random = new Random(1);
    float[] weights = new float[SIDE * SIDE];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() - 0.5f;
    }
    return new FloatTensor(new int[] {SIDE, SIDE}, weights);
  }

  private static double ours(Linear product) {
    Random random = new Random(2);
    float[][] x = new float[ROWS][SIDE];
    for (float[] row : x) {
      for (int i = 0; i < SIDE; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    float[][] y = new float[ROWS][SIDE];
    double best = 0;
    for (int i = 0; i < TRIES * SIDE / ROWS; i++) {
      long begin = System.nanoTime();
      product.accumulate(x, ROWS, y);
      best = Math.max(best, 2.0 * ROWS * SIDE * SIDE / (System.nanoTime() - begin));
    }
    return best;
  }
}
