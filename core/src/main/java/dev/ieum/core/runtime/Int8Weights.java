package dev.ieum.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.nio.ByteBuffer;

/**
 * A matrix of weights in the library. It lives as long as the products it belongs to, unless
 * closed.
 */
public abstract class Int8Weights implements AutoCloseable {
  /**
   * Rows up to which FBGEMM multiplies where there is a choice. For many it is hardly faster (a
   * tenth at 64 rows, 1.9 times at 5), and what it allocates for them stays in the process.
   */
  private static final int FEW_ROWS = 16;

  /** Rows that FBGEMM multiplies at a time: more are no faster, and take more memory. */
  private static final int PACKED_ROWS = 32;

  private final int inputs;
  private final int outputs;

  private Int8Weights(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Returns the width of a row of x. */
  int inputs() {
    return inputs;
  }

  /** Returns the width of a row of the product. */
  public int outputs() {
    return outputs;
  }

  /** Returns how many rows are multiplied at a time, at most. */
  public int mostRows() {
    return Int8Workspace.MOST_ROWS;
  }

  /** Returns whether so many rows of x are floats, instead of bytes. */
  public abstract boolean takesFloats(int count);

  /** Multiplies the first rows of the workspace's x. */
  abstract void multiply(Int8Workspace workspace, int count);

  @Override
  public abstract void close();

  /** Weights as FBGEMM has them. */
  static final class Packed extends Int8Weights {
    private final PackedWeights weights;

    Packed(PackedWeights weights, int inputs, int outputs) {
      super(inputs, outputs);
      this.weights = weights;
    }

    @Override
    public int mostRows() {
      return PACKED_ROWS;
    }

    @Override
    public boolean takesFloats(int count) {
      return true;
    }

    @Override
    void multiply(Int8Workspace workspace, int count) {
      weights.multiply(workspace.floats(count, inputs()), workspace.sums(count, outputs()));
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  /** Weights as oneDNN has them, in a direct buffer of Java. */
  static final class Unpacked extends Int8Weights {
    @SuppressWarnings("UnusedVariable") // byRows views it and does not keep it alive
    private final ByteBuffer bytes;

    private final Int8MatMul.Shared library;
    private final NDArray byRows; // [inputs, outputs], an output's weights side by side
    private final NDArray byColumns; // the same, an input's side by side; or the same array

    Unpacked(ByteBuffer bytes, Int8MatMul.Shared library, NDArray byRows, NDArray byColumns) {
      super((int) byRows.getShape().get(0), (int) byRows.getShape().get(1));
      this.bytes = bytes;
      this.library = library;
      this.byRows = byRows;
      this.byColumns = byColumns;
    }

    @Override
    public boolean takesFloats(int count) {
      return false;
    }

    /** Multiplies by the layout that suits the number of rows of x: twice as fast for one. */
    @Override
    void multiply(Int8Workspace workspace, int count) {
      library.script.forward(
          library.noParameters,
          new NDList(
              workspace.bytes(count, inputs()),
              count == 1 ? byRows : byColumns,
              workspace.whole(count, outputs()),
              workspace.sums(count, outputs())),
          false);
    }

    @Override
    public void close() {
      byRows.close();
      byColumns.close();
    }
  }

  /** Few rows by FBGEMM, many by oneDNN. */
  static final class ByRows extends Int8Weights {
    private final Int8Weights few;
    private final Int8Weights many;

    ByRows(Int8Weights few, Int8Weights many) {
      super(few.inputs(), few.outputs());
      this.few = few;
      this.many = many;
    }

    private Int8Weights of(int count) {
      return count > FEW_ROWS ? many : few;
    }

    @Override
    public boolean takesFloats(int count) {
      return of(count).takesFloats(count);
    }

    @Override
    void multiply(Int8Workspace workspace, int count) {
      of(count).multiply(workspace, count);
    }

    @Override
    public void close() {
      few.close();
      many.close();
    }
  }
}
