package dev.ieum.core.inference;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.Int8MatMul;
import dev.ieum.core.runtime.Int8Weights;
import dev.ieum.core.runtime.Int8Workspace;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Weights as {@link Int8Arithmetic} keeps them: whole numbers, a scale for each output.
 * Thread-safe.
 *
 * <p>A row of x is {@code xScale * q}, a row of weights {@code scale * w}; y gets {@code sum(q w) *
 * (xScale * scale)}. The largest w is the arithmetic's range, and so is the largest q, or less
 * where sums could pass 2^24, beyond which a float skips numbers.
 */
final class QuantizedMatrix implements Linear {
  private static final int EXACT = 1 << 24; // floats hold every whole number so far

  /**
   * The library takes inputs by fours. With a single one it was seen to add up what stood behind
   * it, so those that do not fill fours are left to Java.
   */
  private static final int INPUTS_STEP = 4;

  /** Multiplications that take Java no longer than a call into the library, some 5 microseconds. */
  private static final int FEW_MULTIPLICATIONS = 200_000;

  /**
   * Packing selected outputs takes as long as several products of all, so a library that multiplies
   * only what is packed multiplies all, unless Java is done with the selected ones before: that
   * much faster the library is.
   */
  private static final int LIBRARY_TO_JAVA = 3;

  /** Rows at a time in plain Java: those that pass through {@link Matrix} together. */
  private static final int BLOCK_ROWS = 30;

  private final Int8Arithmetic owner;
  private final Matrix whole; // whole numbers
  private final float[] scales; // [outputs]
  private final int levels;
  private volatile Int8Weights inLibrary; // once it is wanted
  private volatile byte[] rows; // [outputs, inputs], for the library to select from; likewise

  private QuantizedMatrix(Int8Arithmetic owner, Matrix whole, float[] scales, int levels) {
    this.owner = owner;
    this.whole = whole;
    this.scales = scales;
    this.levels = levels;
  }

  static QuantizedMatrix of(FloatTensor tensor, Int8Arithmetic owner) {
    int range = owner.range();
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
      float factor = RowRounding.factor(largest, range);
      if (factor == 0) {
        continue;
      }
      int sum = 0;
      for (int i = o * inputs; i < end; i++) {
        rounded[i] = RowRounding.round(values[i] * factor);
        sum += (int) Math.abs(rounded[i]);
      }
      scales[o] = largest / range;
      largestSum = Math.max(largestSum, sum);
    }
    Matrix whole = Matrix.of(new FloatTensor(tensor.shape(), rounded));
    return new QuantizedMatrix(owner, whole, scales, Math.min(range, EXACT / largestSum));
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
    if (library == null || isSmall(rows, outputs())) {
      addInJava(whole, scales, x, rows, y);
    } else {
      Int8Workspace workspace = library.acquire();
      try {
        addInLibrary(workspace, inLibrary(library), null, scales, x, rows, y);
      } finally {
        library.release(workspace);
      }
    }
  }

  private boolean isSmall(int rows, int outputs) {
    return (long) rows * inputs() * outputs < FEW_MULTIPLICATIONS;
  }

  /** Returns what multiplies instead of Java; null for nothing. */
  private Int8MatMul library() {
    boolean suits = inputs() % INPUTS_STEP == 0;
    return suits ? owner.library() : null;
  }

  private Int8Weights inLibrary(Int8MatMul library) {
    if (inLibrary == null) {
      synchronized (this) {
        if (inLibrary == null) {
          ByteBuffer byRows = ByteBuffer.allocateDirect(inputs() * outputs());
          byRows.put(library.selects() ? rows() : newRows());
          inLibrary = library.weights(byRows, columns(library), inputs(), outputs());
        }
      }
    }
    return inLibrary;
  }

  private ByteBuffer columns(Int8MatMul library) {
    if (!library.readsColumns()) {
      return ByteBuffer.allocateDirect(0);
    }
    ByteBuffer columns = ByteBuffer.allocateDirect(inputs() * outputs());
    for (int i = 0; i < inputs(); i++) {
      for (int o = 0; o < outputs(); o++) {
        columns.put((byte) whole.weight(o, i));
      }
    }
    return columns;
  }

  private byte[] rows() {
    if (rows == null) {
      synchronized (this) {
        if (rows == null) {
          rows = newRows();
        }
      }
    }
    return rows;
  }

  private byte[] newRows() {
    byte[] bytes = new byte[outputs() * inputs()];
    for (int o = 0; o < outputs(); o++) {
      for (int i = 0; i < inputs(); i++) {
        bytes[o * inputs() + i] = (byte) whole.weight(o, i);
      }
    }
    return bytes;
  }

  /**
   * Multiplies in the library.
   *
   * @param chosen which of the weights' outputs are wanted; null for the first
   * @param by scales of what is wanted
   */
  private void addInLibrary(
      Int8Workspace workspace,
      Int8Weights weights,
      int[] chosen,
      float[] by,
      float[][] x,
      int rows,
      float[][] y) {
    int most = Math.min(rows, weights.mostRows());
    float[] sums = new float[chosen == null ? by.length : weights.outputs()];
    float[] factors = new float[most];
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      if (!measure(x, first, count, factors)) {
        continue;
      }
      if (weights.takesFloats(count)) {
        writeFloats(x, first, count, factors, workspace);
      } else {
        writeBytes(x, first, count, factors, workspace);
      }
      FloatBuffer written = workspace.multiply(weights, count);
      for (int r = 0; r < count; r++) {
        written.get(r * weights.outputs(), sums);
        if (chosen == null) {
          RowRounding.addScaled(sums, factors[r], by, y[first + r]);
        } else {
          RowRounding.addScaled(sums, chosen, factors[r], by, y[first + r]);
        }
      }
    }
  }

  private void writeFloats(
      float[][] x, int first, int count, float[] factors, Int8Workspace workspace) {
    float[] q = new float[inputs()];
    FloatBuffer read = workspace.xFloats(count, inputs());
    for (int r = 0; r < count; r++) {
      RowRounding.round(x[first + r], factors[r], q);
      read.put(r * q.length, q);
    }
  }

  private void writeBytes(
      float[][] x, int first, int count, float[] factors, Int8Workspace workspace) {
    byte[] q = new byte[inputs()];
    ByteBuffer read = workspace.x(count, inputs());
    for (int r = 0; r < count; r++) {
      RowRounding.round(x[first + r], factors[r], q);
      read.put(r * q.length, q);
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
        RowRounding.round(x[first + r], factors[r], q[r]);
      }
      weights.accumulate(q, count, sums);
      for (int r = 0; r < count; r++) {
        RowRounding.addScaled(sums[r], factors[r], by, y[first + r]);
      }
    }
  }

  /** Finds what rows are multiplied by; returns whether there is any that is not all zeros. */
  private boolean measure(float[][] x, int first, int count, float[] factors) {
    boolean any = false;
    for (int r = 0; r < count; r++) {
      factors[r] = RowRounding.factor(x[first + r], inputs(), levels);
      any |= factors[r] != 0;
    }
    return any;
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
      if (library == null || (!library.selects() && isForJava(rows))) {
        addInJava(selected(), by, x, rows, y);
        return;
      }
      Int8Workspace workspace = library.acquire();
      try {
        if (library.selects()) {
          Int8Weights weights = workspace.select(chosen, rows(), inputs());
          addInLibrary(workspace, weights, null, by, x, rows, y);
        } else {
          addInLibrary(workspace, inLibrary(library), chosen, by, x, rows, y);
        }
      } finally {
        library.release(workspace);
      }
    }

    private boolean isForJava(int rows) {
      return isSmall(rows, chosen.length)
          || (long) chosen.length * LIBRARY_TO_JAVA < QuantizedMatrix.this.outputs();
    }

    private synchronized Matrix selected() {
      if (selected == null) {
        selected = whole.select(chosen);
      }
      return selected;
    }
  }
}
