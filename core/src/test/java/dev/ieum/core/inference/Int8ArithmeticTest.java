package dev.ieum.core.inference;

import static dev.ieum.core.inference.MatrixTest.numbers;
import static dev.ieum.core.inference.MatrixTest.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.Int8Kernels;
import dev.ieum.core.runtime.Int8Library;
import dev.ieum.core.runtime.Int8MatMul;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Int8ArithmeticTest {
  private static FloatTensor weights(int outputs, int inputs) {
    return new FloatTensor(new int[] {outputs, inputs}, numbers(outputs * inputs, 1));
  }

  private static float[][] product(Linear product, float[][] x) {
    float[][] y = rows(x.length, product.outputs(), 3);
    product.accumulate(x, x.length, y);
    return y;
  }

  private static float largest(float[] x, int from, int to) {
    float largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    return largest;
  }

  @ParameterizedTest(name = "{0} rows, {1} inputs, {2} outputs")
  @CsvSource({"1, 1, 1", "2, 5, 9", "31, 64, 40", "4, 512, 33", "3, 2500, 20"})
  void accumulate_anySize_isAsNearAsRoundingAllows(int rows, int inputs, int outputs) {
    FloatTensor weights = weights(outputs, inputs);
    float[] w = weights.values();
    float[][] x = rows(rows, inputs, 2);
    float[][] before = rows(rows, outputs, 3);
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      float[][] y = product(arithmetic.linear(weights), x);
      int range = arithmetic.range();
      for (int r = 0; r < rows; r++) {
        // Half a step for each number: for wide rows no fewer than 60 steps.
        double xStep = largest(x[r], 0, inputs) / (inputs > 1000 ? 60 : range);
        for (int o = 0; o < outputs; o++) {
          double wStep = largest(w, o * inputs, (o + 1) * inputs) / range;
          double expected = before[r][o];
          double allowed = 1e-5;
          for (int i = 0; i < inputs; i++) {
            double a = x[r][i];
            double b = w[o * inputs + i];
            expected += a * b;
            allowed += (Math.abs(a) * wStep + Math.abs(b) * xStep) / 2 + wStep * xStep / 4;
          }
          assertEquals(expected, y[r][o], allowed);
          // What a random walk of such errors comes to is far less; five deviations of it.
          double walk = Math.sqrt(inputs * (wStep * wStep + xStep * xStep) / 12);
          assertEquals(expected, y[r][o], 5 * walk + 1e-5);
        }
      }
    }
  }

  @Test
  void accumulate_rowsAndWeightsOfZeros_addNothing() {
    FloatTensor weights = weights(4, 8);
    Arrays.fill(weights.values(), 8, 16, 0f);
    float[][] x = rows(3, 8, 2);
    Arrays.fill(x[1], 0f);
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      float[][] y = product(arithmetic.linear(weights), x);
      assertArrayEquals(rows(3, 4, 3)[1], y[1]);
      assertEquals(rows(3, 4, 3)[0][1], y[0][1]);
    }
  }

  /** Ways of multiplying, and what this process chooses. */
  private enum Way {
    CHOSEN,
    JAVA,
    FBGEMM,
    ONEDNN;

    /**
     * Returns those that are exact here: packed products of a small range everywhere, what the
     * process chooses where that is the library, and oneDNN where it has dot products of bytes.
     */
    static List<Way> exact() throws InterruptedException {
      if (!Int8Library.await()) {
        return List.of(JAVA, FBGEMM);
      }
      return Int8Library.use() == 127 ? List.of(values()) : List.of(CHOSEN, JAVA, FBGEMM);
    }

    private int range() {
      return switch (this) {
        case CHOSEN -> Int8Library.use();
        case JAVA, ONEDNN -> 127;
        case FBGEMM -> 90;
      };
    }

    Int8Arithmetic open() {
      Int8MatMul library =
          switch (this) {
            case CHOSEN -> Int8Library.open();
            case JAVA -> null;
            case ONEDNN -> Int8MatMul.open(Int8Kernels.ONEDNN, range());
            case FBGEMM -> Int8MatMul.open(Int8Kernels.FBGEMM, range());
          };
      return new Int8Arithmetic(library, range());
    }

    /** Returns plain Java's with the same numbers. */
    Int8Arithmetic inJava() {
      return new Int8Arithmetic(null, range());
    }
  }

  private static List<Way> ways() throws InterruptedException {
    return Way.exact();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void accumulate_aRowAmongAnyOthers_hasTheSameBits(Way way) {
    try (Int8Arithmetic arithmetic = way.open()) {
      Linear product = arithmetic.linear(weights(1500, 36));
      float[] row = numbers(36, 5);
      float[][] alone = new float[1][1500];
      product.accumulate(new float[][] {row}, 1, alone);
      for (int rows : new int[] {2, 30, 31, 64, 129}) {
        for (int place : new int[] {0, rows / 2, rows - 1}) {
          float[][] x = rows(rows, 36, 9);
          x[place] = row;
          float[][] y = new float[rows][1500];
          product.accumulate(x, rows, y);
          assertArrayEquals(alone[0], y[place], rows + " rows, place " + place);
        }
      }
    }
  }

  @Test
  void select_outputs_areTheSameNumbers() {
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      assertSelects(arithmetic.linear(weights(20, 12)));
    }
  }

  private static void assertSelects(Linear product) {
    float[][] x = rows(4, 12, 2);
    float[][] all = new float[4][20];
    product.accumulate(x, 4, all);
    for (int[] chosen : new int[][] {{19, 0, 7}, {3}, {1, 2, 3, 4, 5}}) {
      float[][] some = new float[4][chosen.length];
      float[][] oneOfThem = new float[4][1];
      Linear selected = product.select(chosen);
      selected.accumulate(x, 4, some);
      selected.select(new int[] {chosen.length - 1}).accumulate(x, 4, oneOfThem);
      for (int r = 0; r < 4; r++) {
        for (int o = 0; o < chosen.length; o++) {
          assertEquals(all[r][chosen[o]], some[r][o]);
        }
        assertEquals(some[r][chosen.length - 1], oneOfThem[r][0]);
      }
    }
  }

  /** The library comes to the bits of plain Java, whatever the sizes and however large the sums. */
  @ParameterizedTest(name = "{0} rows, {1} inputs, {2} outputs")
  @CsvSource({
    "1, 1, 1",
    "3, 1, 7",
    "1, 512, 2048",
    "2, 5, 9",
    "2, 8, 1",
    "40, 8, 2",
    "1, 12, 3",
    "5, 256, 1000",
    "31, 12, 40",
    "46, 1024, 256",
    "2, 8, 20000",
    "129, 8, 200",
    "300, 20, 300",
    "129, 8, 27",
    "300, 20, 135",
    "3, 3000, 20"
  })
  void library_anySize_sameBits(int rows, int inputs, int outputs) throws Exception {
    FloatTensor weights = weights(outputs, inputs);
    Arrays.fill(weights.values(), 0, inputs, -0.7f); // the largest sums there can be
    float[][] x = rows(rows, inputs, 2);
    Arrays.fill(x[rows / 2], 3f);
    for (Way way : Way.exact()) {
      assertSameBitsAsInJava(way, weights, x);
    }
  }

  private static void assertSameBitsAsInJava(Way way, FloatTensor weights, float[][] x) {
    int outputs = weights.shape()[0];
    int[] most = IntStream.range(0, outputs).filter(o -> o % 3 != 1).toArray();
    int[] few = IntStream.range(0, outputs).filter(o -> o % 5 == 0).toArray();
    float[][] all;
    float[][] some;
    float[][] fifth;
    try (Int8Arithmetic arithmetic = way.inJava()) {
      Linear product = arithmetic.linear(weights);
      all = product(product, x);
      some = product(product.select(most), x);
      fifth = product(product.select(few), x);
    }
    try (Int8Arithmetic arithmetic = way.open()) {
      Linear product = arithmetic.linear(weights);
      Linear selected = product.select(most);
      for (int time = 0; time < 2; time++) {
        assertArrayEquals(all, product(product, x), way.name());
        assertArrayEquals(some, product(selected, x), way.name());
        assertArrayEquals(fifth, product(product.select(few), x), way.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void library_manyThreads_sameBits(Way way) throws Exception {
    FloatTensor weights = weights(900, 64);
    try (Int8Arithmetic inJava = way.inJava();
        Int8Arithmetic arithmetic = way.open()) {
      Linear expected = inJava.linear(weights);
      Linear product = arithmetic.linear(weights);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        float[][] x = rows(5 + 9 * t, 64, 20 + t);
        float[][] y = product(expected, x);
        tasks.add(
            () -> {
              for (int time = 0; time < 20; time++) {
                assertArrayEquals(y, product(product, x));
              }
              return null;
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
      try {
        for (Future<Void> done : threads.invokeAll(tasks)) {
          done.get();
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void library_oneThreadAfterAnother_selectsRightly(Way way) throws Exception {
    try (Int8Arithmetic arithmetic = way.open()) {
      Linear product = arithmetic.linear(weights(20, 12));
      assertSelects(product);
      Thread other = new Thread(() -> assertSelects(product));
      Throwable[] failure = new Throwable[1];
      other.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
      other.start();
      other.join();
      assertEquals(null, failure[0]);
    }
  }

  /** The library comes and goes with its owner; what it was given is Java's again afterwards. */
  @Test
  void close_inLibrary_goesOnInJava() {
    float[][] x = rows(40, 64, 2);
    Int8Arithmetic arithmetic = Way.FBGEMM.open();
    Linear product = arithmetic.linear(weights(128, 64));
    float[][] expected = product(product, x);
    arithmetic.close();
    arithmetic.close();
    assertArrayEquals(expected, product(product, x));
    assertEquals(null, arithmetic.library());
  }

  @Test
  void await_twice_agreesWithTheStatus() throws Exception {
    try (Int8Arithmetic arithmetic = new Int8Arithmetic()) {
      boolean inLibrary = arithmetic.await();
      assertEquals(inLibrary, arithmetic.await());
      assertEquals(inLibrary, Int8Library.status().startsWith("8-bit products: native library ("));
    }
  }
}
