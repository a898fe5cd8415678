package dev.ieum.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Where one thread has {@link Int8MatMul} computed: buffers, and what the library knows of them.
 * Not thread-safe.
 */
public final class Int8Workspace {
  /** Rows that are multiplied at a time, at most. */
  public static final int MOST_ROWS = 128;

  /** Selections' widths are multiples of it: the library prepares itself for each width. */
  private static final int WIDTH_STEP = 128;

  private static final int MOST_VIEWS = 4096;

  private final Int8MatMul products;
  private final Buffer x = new Buffer(DataType.INT8);
  private final Buffer whole = new Buffer(DataType.INT32);
  private final Buffer sums = new Buffer(DataType.FLOAT32);
  private final Buffer rows = new Buffer(DataType.INT8); // of what is selected
  private volatile long owner; // id of the thread that was here last
  private int[] chosen; // what is selected, and of what
  private WeakReference<byte[]> chosenOf = new WeakReference<>(null);
  private Int8MatMul.Weights selected;

  Int8Workspace(Int8MatMul products) {
    this.products = products;
  }

  long owner() {
    return owner;
  }

  void belongTo(long thread) {
    owner = thread;
  }

  /** Returns the buffer for rows of x, {@code [count, inputs]}; at most {@link #MOST_ROWS}. */
  public ByteBuffer x(int count, int inputs) {
    x.view(count, inputs);
    return x.buffer;
  }

  /**
   * Multiplies the rows in the buffer of x by weights.
   *
   * @return {@code [count, outputs]}, whole numbers; overwritten by the next product
   */
  public FloatBuffer multiply(Int8MatMul.Weights weights, int count) {
    products.multiply(
        x.view(count, weights.inputs()),
        weights.forRows(count),
        whole.view(count, weights.outputs()),
        sums.view(count, weights.outputs()));
    return sums.buffer.asFloatBuffer();
  }

  /**
   * Returns the weights of some outputs; they hold until others are selected here. There may be
   * more outputs in the end, which stand for nothing.
   *
   * @param some which; the same array again means the same outputs
   * @param weights {@code [outputs, inputs]} of all outputs; likewise
   */
  public Int8MatMul.Weights select(int[] some, byte[] weights, int inputs) {
    if (chosen == some && chosenOf.refersTo(weights)) {
      return selected;
    }
    if (selected != null) {
      selected.close();
    }
    int width = (some.length + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP;
    rows.require(Math.multiplyExact(width, inputs));
    for (int o = 0; o < some.length; o++) {
      rows.buffer.put(o * inputs, weights, some[o] * inputs, inputs);
    }
    selected = products.weights(rows.buffer, inputs, width);
    chosen = some;
    chosenOf = new WeakReference<>(weights);
    return selected;
  }

  /** A buffer that grows, and the library's views of it. */
  private final class Buffer {
    private final DataType type;
    private final Map<Long, NDArray> views = new HashMap<>();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    Buffer(DataType type) {
      this.type = type;
    }

    void require(int numbers) {
      int size = Math.multiplyExact(numbers, type.getNumOfBytes());
      if (buffer.capacity() < size) {
        forget();
        buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
      }
    }

    NDArray view(int count, int width) {
      require(Math.multiplyExact(MOST_ROWS, width));
      if (views.size() > MOST_VIEWS) {
        forget();
      }
      return views.computeIfAbsent(
          (long) width << Integer.SIZE | count, shape -> products.view(buffer, type, count, width));
    }

    private void forget() {
      views.values().forEach(NDArray::close);
      views.clear();
    }
  }
}
