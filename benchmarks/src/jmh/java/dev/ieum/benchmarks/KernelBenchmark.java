package dev.ieum.benchmarks;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.Linear;
import dev.ieum.core.inference.Matrix;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels that inference stands on, at the sizes of a decoder; microseconds a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int INPUTS = 512;
  private static final int GATES = 2048;
  private static final int VOCABULARY = 8000;

  /** A sentence alone, a beam, a batch. */
  @Param({"1", "5", "64"})
  private int rows;

  private Linear gates;
  private Int8Arithmetic arithmetic;
  private Linear gatesInEightBits;
  private float[][] x;
  private float[][] y;
  private float[] scores;
  private float[] scratch;

  /** Fills weights and inputs. */
  @Setup
  public void fill() throws InterruptedException {
    Random random = new Random(1);
    float[] weights = new float[GATES * INPUTS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() - 0.5f;
    }
    FloatTensor tensor = new FloatTensor(new int[] {GATES, INPUTS}, weights);
    gates = Matrix.of(tensor);
    arithmetic = new Int8Arithmetic();
    gatesInEightBits = arithmetic.linear(tensor);
    arithmetic.await();
    x = new float[rows][INPUTS];
    for (float[] row : x) {
      for (int i = 0; i < INPUTS; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    y = new float[rows][GATES];
    scores = new float[VOCABULARY];
    scratch = new float[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      scores[i] = random.nextFloat();
    }
  }

  /** The hidden product of an LSTM, 512 to 2,048. */
  @Benchmark
  public float[][] product() {
    gates.accumulate(x, rows, y);
    return y;
  }

  /** The same in eight bits, by the tensor engine's library where that is faster. */
  @Benchmark
  public float[][] eightBits() {
    gatesInEightBits.accumulate(x, rows, y);
    return y;
  }

  /** Lets go of what the library holds. */
  @TearDown
  public void close() {
    arithmetic.close();
  }

  /** The normaliser of a softmax over 8,000 subwords, for every row. */
  @Benchmark
  public float logSumExp() {
    float sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += Functions.logSumExp(scores, VOCABULARY, scratch);
    }
    return sum;
  }
}
