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
  private final Buffer floats = new Buffer(DataType.FLOAT32); // x as packed weights take it
  private final Buffer whole = new Buffer(DataType.INT32);
  private final Buffer sums = new Buffer(DataType.FLOAT32);
  private final Buffer rows = new Buffer(DataType.INT8); // of what is selected
  private volatile long owner; // id of the thread that was here last
  private int[] chosen; // what is selected, and of what
  private WeakReference<byte[]> chosenOf = new WeakReference<>(null);
  private Int8Weights selected;

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

  /** The same for weights that take floats. */
  public FloatBuffer xFloats(int count, int inputs) {
    floats.view(count, inputs);
    return floats.asFloats;
  }

  /** Fills the rows of x that weights read with zeros. */
  void clear(Int8Weights weights, int count) {
    for (int i = 0; i < count * weights.inputs(); i++) {
      if (weights.takesFloats(count)) {
        xFloats(count, weights.inputs()).put(i, 0);
      } else {
        x(count, weights.inputs()).put(i, (byte) 0);
      }
    }
  }

  /**
   * Multiplies the rows in the buffer of x by weights.
   *
   * @return {@code [count, outputs]}, whole numbers; overwritten by the next product
   */
  public FloatBuffer multiply(Int8Weights weights, int count) {
    weights.multiply(this, count);
    return sums.asFloats;
  }

  NDArray bytes(int count, int inputs) {
    return x.view(count, inputs);
  }

  NDArray floats(int count, int inputs) {
    return floats.view(count, inputs);
  }

  NDArray whole(int count, int outputs) {
    return whole.view(count, outputs);
  }

  NDArray sums(int count, int outputs) {
    return sums.view(count, outputs);
  }

  /**
   * Returns the weights of some outputs; they hold until others are selected here. There may be
   * more outputs in the end, which stand for nothing.
   *
   * @param some which; the same array again means the same outputs
   * @param weights {@code [outputs, inputs]} of all outputs; likewise
   */
  public Int8Weights select(int[] some, byte[] weights, int inputs) {
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
    private FloatBuffer asFloats = buffer.asFloatBuffer(); // the same memory

    Buffer(DataType type) {
      this.type = type;
    }

    void require(int numbers) {
      int size = Math.multiplyExact(numbers, type.getNumOfBytes());
      if (buffer.capacity() < size) {
        forget();
        buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        asFloats = buffer.asFloatBuffer();
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
