package dev.ieum.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.Linear;
import dev.ieum.core.inference.Matrix;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Random;

/**
 * A process that multiplies matrices, on one thread: large ones, and those of the networks that are
 * measured. Prints a JSON object.
 *
 * <p>The tensor engine's product of large square matrices stands for what the processor can do; the
 * best of many, since nothing but disturbance makes one slower than another.
 */
final class LimitRun {
  private static final int SIDE = 1024;
  private static final int ROWS = 30;
  private static final int TRIES = 40;
  private static final double OPERATIONS = 8e9; // of each other shape, in floats and in eight bits

  /** Products of a translation or sentiment network: rows of x, inputs, outputs. */
  enum Shape {
    ONE_CELL(1, 512, 2048),
    BEAM_CELL(5, 512, 2048),
    BATCH_CELL(44, 512, 2048),
    BATCH_VOCABULARY(44, 256, 5000),
    BATCH_ENCODER(29, 256, 1024),
    ONE_SENTIMENT(1, 128, 512),
    BATCH_SENTIMENT(32, 128, 512);

    private final int rows;
    private final int inputs;
    private final int outputs;

    Shape(int rows, int inputs, int outputs) {
      this.rows = rows;
      this.inputs = inputs;
      this.outputs = outputs;
    }

    @Override
    public String toString() {
      return "%d x %d x %d".formatted(rows, inputs, outputs);
    }
  }

  private LimitRun() {}

  /** Prints billions of operations a second: the engine's, Matrix's, and those of eight bits. */
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    JsonObject json = new JsonObject();
    json.addProperty("engine_gflop_s", engine());
    FloatTensor weights = weights(SIDE, SIDE);
    json.addProperty("matrix_gflop_s", ours(Matrix.of(weights), ROWS, TRIES * SIDE / ROWS));
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      arithmetic.await();
      double large = ours(arithmetic.linear(weights), ROWS, TRIES * SIDE / ROWS);
      json.addProperty("int8_gflop_s", large);
      for (Shape shape : Shape.values()) {
        FloatTensor small = weights(shape.outputs, shape.inputs);
        int tries = (int) (OPERATIONS / (2.0 * shape.rows * shape.inputs * shape.outputs));
        json.addProperty(shape + " matrix", ours(Matrix.of(small), shape.rows, tries));
        json.addProperty(shape + " int8", ours(arithmetic.linear(small), shape.rows, tries));
      }
    }
    System.out.println(json);
  }

  private static double engine() {
    double best = 0;
    try (NDManager manager = NativeRuntime.newManager()) {
      NDArray x = manager.randomNormal(new ai.djl.ndarray.types.Shape(SIDE, SIDE));
      NDArray y = manager.randomNormal(new ai.djl.ndarray.types.Shape(SIDE, SIDE));
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

  private static FloatTensor weights(int outputs, int inputs) {
    Random random = new Random(1);
    float[] weights = new float[outputs * inputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() - 0.5f;
    }
    return new FloatTensor(new int[] {outputs, inputs}, weights);
  }

  private static double ours(Linear product, int rows, int tries) {
    Random random = new Random(2);
    float[][] x = new float[rows][product.inputs()];
    for (float[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    float[][] y = new float[rows][product.outputs()];
    double operations = 2.0 * rows * product.inputs() * product.outputs();
    double best = 0;
    for (int i = 0; i < tries; i++) {
      long begin = System.nanoTime();
      product.accumulate(x, rows, y);
      best = Math.max(best, operations / (System.nanoTime() - begin));
    }
    return best;
  }
}
