package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.Int8MatMul;
import dev.ieum.core.runtime.Int8Workspace;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Weights as {@link Int8Arithmetic} keeps them: whole numbers, a scale for each output.
 * Thread-safe.
 *
 * <p>A row of x is {@code xScale * q}, a row of weights {@code scale * w}; y gets {@code sum(q w) *
 * (xScale * scale)}. The largest q is 127, or less where sums could pass 2^24, beyond which a float
 * skips numbers.
 */
final class QuantizedMatrix implements Linear {
  private static final int MOST = 127;
  private static final int EXACT = 1 << 24; // floats hold every whole number so far
  private static final float ROUND = 0x1.8p23f; // added and taken away, leaves whole numbers
  private static final float LEAST = 1e-30f; // rows below it are taken for zero

  /**
   * The library takes inputs by fours. With a single one it was seen to add up what stood behind
   * it, so those that do not fill fours are left to Java.
   */
  private static final int INPUTS_STEP = 4;

  /** Multiplications that take Java no longer than a call into the library, some 5 microseconds. */
  private static final int FEW_MULTIPLICATIONS = 200_000;

  /** Rows at a time in plain Java: those that pass through {@link Matrix} together. */
  private static final int BLOCK_ROWS = 30;

  private final Int8Arithmetic owner;
  private final Matrix whole; // whole numbers
  private final float[] scales; // [outputs]
  private final int levels;
  private volatile Int8MatMul.Weights inLibrary; // once it is wanted
  private volatile byte[] rows; // [outputs, inputs], for the library to select from; likewise

  private QuantizedMatrix(Int8Arithmetic owner, Matrix whole, float[] scales, int levels) {
    this.owner = owner;
    this.whole = whole;
    this.scales = scales;
    this.levels = levels;
  }

  static QuantizedMatrix of(FloatTensor tensor, Int8Arithmetic owner) {
    int outputs = tensor.shape()[0];
    int inputs = tensor.shape()[1];
    float[] values = tensor.values();
    float[] rounded = new float[values.length];
    float[] scales = new float[outputs];
    int largestSum = 1; // of absolute weights of an output
    for (int o = 0; o < outputs; o++) {
      int end = (o + 1) * inputs;
      float largest = 0;
      for (int i = o * inputs; i < end; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      if (largest < LEAST) {
        continue;
      }
      int sum = 0;
      for (int i = o * inputs; i < end; i++) {
        rounded[i] = round(values[i] * (MOST / largest));
        sum += (int) Math.abs(rounded[i]);
      }
      scales[o] = largest / MOST;
      largestSum = Math.max(largestSum, sum);
    }
    Matrix whole = Matrix.of(new FloatTensor(tensor.shape(), rounded));
    return new QuantizedMatrix(owner, whole, scales, Math.min(MOST, EXACT / largestSum));
  }

  private static float round(float x) {
    return x + ROUND - ROUND;
  }

  @Override
  public int inputs() {
    return whole.inputs();
  }

  @Override
  public int outputs() {
    return scales.length;
  }

  @Override
  public Linear select(int[] chosen) {
    return new Selection(chosen);
  }

  @Override
  public void accumulate(float[][] x, int rows, float[][] y) {
    Int8MatMul library = library();
    if (library == null || (long) rows * inputs() * outputs() < FEW_MULTIPLICATIONS) {
      addInJava(whole, scales, x, rows, y);
    } else {
      Int8Workspace workspace = library.acquire();
      try {
        addInLibrary(workspace, inLibrary(library), scales, x, rows, y);
      } finally {
        library.release(workspace);
      }
    }
  }

  /** Returns what multiplies instead of Java; null for nothing. */
  private Int8MatMul library() {
    boolean suits = inputs() % INPUTS_STEP == 0;
    return suits ? owner.library() : null;
  }

  private Int8MatMul.Weights inLibrary(Int8MatMul library) {
    if (inLibrary == null) {
      synchronized (this) {
        if (inLibrary == null) {
          ByteBuffer byRows = ByteBuffer.allocateDirect(inputs() * outputs()).put(rows());
          ByteBuffer byColumns = ByteBuffer.allocateDirect(inputs() * outputs());
          for (int i = 0; i < inputs(); i++) {
            for (int o = 0; o < outputs(); o++) {
              byColumns.put((byte) whole.weight(o, i));
            }
          }
          inLibrary = library.weights(byRows, byColumns, inputs(), outputs());
        }
      }
    }
    return inLibrary;
  }

  private byte[] rows() {
    if (rows == null) {
      synchronized (this) {
        if (rows == null) {
          byte[] bytes = new byte[outputs() * inputs()];
          for (int o = 0; o < outputs(); o++) {
            for (int i = 0; i < inputs(); i++) {
              bytes[o * inputs() + i] = (byte) whole.weight(o, i);
            }
          }
          rows = bytes;
        }
      }
    }
    return rows;
  }

  private void addInLibrary(
      Int8Workspace workspace,
      Int8MatMul.Weights weights,
      float[] by,
      float[][] x,
      int rows,
      float[][] y) {
    int most = Math.min(rows, Int8Workspace.MOST_ROWS);
    byte[] q = new byte[inputs()];
    float[] sums = new float[by.length];
    float[] factors = new float[most];
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      if (!measure(x, first, count, factors)) {
        continue;
      }
      ByteBuffer read = workspace.x(count, inputs());
      for (int r = 0; r < count; r++) {
        round(x[first + r], factors[r], q);
        read.put(r * q.length, q);
      }
      FloatBuffer written = workspace.multiply(weights, count);
      for (int r = 0; r < count; r++) {
        written.get(r * weights.outputs(), sums);
        addScaled(sums, factors[r], by, y[first + r]);
      }
    }
  }

  private void addInJava(Matrix weights, float[] by, float[][] x, int rows, float[][] y) {
    owner.count((long) rows * inputs() * by.length);
    int most = Math.min(rows, BLOCK_ROWS);
    float[] factors = new float[most];
    float[][] q = null;
    float[][] sums = null;
    for (int first = 0; first < rows; first += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows - first);
      if (!measure(x, first, count, factors)) {
        continue;
      }
      if (q == null) {
        q = new float[most][inputs()];
        sums = new float[most][by.length];
      } else {
        for (int r = 0; r < count; r++) {
          Arrays.fill(sums[r], 0);
        }
      }
      for (int r = 0; r < count; r++) {
        round(x[first + r], factors[r], q[r]);
      }
      weights.accumulate(q, count, sums);
      for (int r = 0; r < count; r++) {
        addScaled(sums[r], factors[r], by, y[first + r]);
      }
    }
  }

  /** Finds what rows are multiplied by; returns whether there is any that is not all zeros. */
  private boolean measure(float[][] x, int first, int count, float[] factors) {
    boolean any = false;
    for (int r = 0; r < count; r++) {
      factors[r] = factor(x[first + r], inputs(), levels);
      any |= factors[r] != 0;
    }
    return any;
  }

  /** Returns what a row is multiplied by before it is rounded; 0 for a row of zeros. */
  private static float factor(float[] x, int inputs, int levels) {
    // As bits, which without a sign are ordered as the numbers are; two chains, for speed.
    int even = 0;
    int odd = 0;
    int i = 0;
    for (; i + 1 < inputs; i += 2) {
      even = Math.max(even, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
      odd = Math.max(odd, Float.floatToRawIntBits(x[i + 1]) & Integer.MAX_VALUE);
    }
    if (i < inputs) {
      even = Math.max(even, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
    }
    int largest = Math.max(even, odd);
    float magnitude = Float.intBitsToFloat(largest);
    return magnitude < LEAST ? 0 : levels / magnitude;
  }

  private static void round(float[] x, float factor, float[] q) {
    for (int i = 0; i < q.length; i++) {
      q[i] = round(x[i] * factor);
    }
  }

  /** Rounds a row to bytes, the same numbers. */
  private static void round(float[] x, float factor, byte[] q) {
    for (int i = 0; i < q.length; i++) {
      // The low bits of the sum are the whole number that it rounds to.
      q[i] = (byte) Float.floatToRawIntBits(x[i] * factor + ROUND);
    }
  }

  private static void addScaled(float[] sums, float factor, float[] by, float[] y) {
    float xScale = factor == 0 ? 0 : 1 / factor;
    for (int o = 0; o < by.length; o++) {
      y[o] += sums[o] * (xScale * by[o]);
    }
  }

  /** Some of the outputs. */
  private final class Selection implements Linear {
    private final int[] chosen;
    private final float[] by;
    private Matrix selected; // once Java multiplies; guarded by this

    Selection(int[] chosen) {
      this.chosen = chosen.clone();
      by = new float[chosen.length];
      for (int o = 0; o < chosen.length; o++) {
        by[o] = scales[chosen[o]];
      }
    }

    @Override
    public int inputs() {
      return QuantizedMatrix.this.inputs();
    }

    @Override
    public int outputs() {
      return chosen.length;
    }

    @Override
    public Linear select(int[] some) {
      return new Selection(Arrays.stream(some).map(o -> chosen[o]).toArray());
    }

    @Override
    public void accumulate(float[][] x, int rows, float[][] y) {
      Int8MatMul library = library();
      if (library == null) {
        addInJava(selected(), by, x, rows, y);
      } else {
        Int8Workspace workspace = library.acquire();
        try {
          addInLibrary(workspace, workspace.select(chosen, rows(), inputs()), by, x, rows, y);
        } finally {
          library.release(workspace);
        }
      }
    }

    private synchronized Matrix selected() {
      if (selected == null) {
        selected = whole.select(chosen);
      }
      return selected;
    }
  }
}
