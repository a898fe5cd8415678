package dev.ieum.core.runtime;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Products of matrices of 8-bit numbers in the tensor engine's library. Thread-safe; close it when
 * nothing multiplies any more.
 *
 * <p>The engine offers no such product to Java, but it runs scripts, and they may call all that the
 * library has. What they read and write lies in buffers that Java owns ({@link ProductDesk}).
 */
public final class IntegerProducts implements AutoCloseable {
  private static final String NAME = "Products";
  private static final String SCRIPT =
      """
      class Products(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.Products,
          x: Tensor,
          weights: Tensor,
          whole: Tensor,
          sums: Tensor) -> List[Tensor]:
          _0 = torch._int_mm(x, weights, out=whole)
          _1 = torch.copy_(sums, _0)
          return annotate(List[Tensor], [])
      """;

  /** Numbers that the library would share between threads; 32,768 and fewer it does not. */
  private static final int SHAREABLE = 1 << 16;

  private final Model model;
  private final Block script;
  private final NDManager manager;
  private final ParameterStore noParameters;
  private final Queue<ProductDesk> free = new ConcurrentLinkedQueue<>();

  /**
   * A matrix of weights in the library. It lives as long as the products it belongs to, unless
   * closed.
   */
  public static final class Weights implements AutoCloseable {
    @SuppressWarnings("UnusedVariable") // byRows views it and does not keep it alive
    private final ByteBuffer bytes;

    private final NDArray byRows; // [inputs, outputs], an output's weights side by side
    private final NDArray byColumns; // the same, an input's side by side; or the same array
    private final int inputs;
    private final int outputs;

    private Weights(ByteBuffer bytes, NDArray byRows, NDArray byColumns) {
      this.bytes = bytes;
      this.byRows = byRows;
      this.byColumns = byColumns;
      inputs = (int) byRows.getShape().get(0);
      outputs = (int) byRows.getShape().get(1);
    }

    /** Returns the layout that suits a number of rows of x: twice as fast for one. */
    NDArray forRows(int count) {
      return count == 1 ? byRows : byColumns;
    }

    int inputs() {
      return inputs;
    }

    /** Returns the width of a row of the product. */
    public int outputs() {
      return outputs;
    }

    @Override
    public void close() {
      byRows.close();
      byColumns.close();
    }
  }

  private IntegerProducts() throws IOException, MalformedModelException {
    NativeRuntime.open();
    model = Model.newInstance(NAME, NativeRuntime.engine().getEngineName());
    model.load(new ByteArrayInputStream(ScriptArchive.of(NAME, SCRIPT)));
    script = model.getBlock();
    manager = model.getNDManager();
    noParameters = new ParameterStore(manager, false);
  }

  /**
   * Loads the library; most of a second, unless it is loaded.
   *
   * @return nothing where there is no library, or it cannot do such products
   */
  public static Optional<IntegerProducts> open() {
    IntegerProducts products = null;
    try {
      products = new IntegerProducts();
      Weights any = products.weights(ByteBuffer.allocateDirect(64), 8, 8);
      ProductDesk desk = products.take();
      desk.multiply(any, 8); // the first time sets up what threads share
      products.give(desk);
      return Optional.of(products);
    } catch (IllegalStateException // no engine for this machine, or the process is ending
        | EngineException
        | IOException
        | MalformedModelException
        | LinkageError e) {
      if (products != null) {
        products.close();
      }
      return Optional.empty();
    }
  }

  /**
   * Takes weights, in direct buffers which must not change.
   *
   * @param rows {@code [outputs, inputs]}
   * @param columns {@code [inputs, outputs]}, the same
   */
  public Weights weights(ByteBuffer rows, ByteBuffer columns, int inputs, int outputs) {
    return new Weights(
        rows, turned(rows, inputs, outputs), view(columns, DataType.INT8, inputs, outputs));
  }

  /** Takes weights {@code [outputs, inputs]} alone, for a few products. */
  Weights weights(ByteBuffer rows, int inputs, int outputs) {
    NDArray turned = turned(rows, inputs, outputs);
    return new Weights(rows, turned, turned);
  }

  private NDArray turned(ByteBuffer rows, int inputs, int outputs) {
    try (NDArray view = view(rows, DataType.INT8, outputs, inputs)) {
      return view.transpose();
    }
  }

  /**
   * Returns where the calling thread may compute, until it calls {@link #give}: where it did last
   * if that is free. There are as many desks as threads that ever computed at the same time.
   */
  public ProductDesk take() {
    long thread = Thread.currentThread().getId();
    ProductDesk own = free.stream().filter(desk -> desk.owner() == thread).findAny().orElse(null);
    if (own != null && free.remove(own)) {
      return own;
    }
    ProductDesk any = free.poll();
    ProductDesk desk = any == null ? new ProductDesk(this) : any;
    desk.belongTo(thread);
    keepToThisThread();
    return desk;
  }

  /**
   * Has the library compute in the calling thread alone. It knows that from the settings, but looks
   * there only where it might share work, and products do not look: without this the first of them
   * wakes helpers for the thread, which wait for more in a loop and take the processor from others.
   */
  private void keepToThisThread() {
    try (NDArray shareable = manager.zeros(new Shape(SHAREABLE));
        NDArray any = shareable.add(1)) {
      any.getShape();
    }
  }

  /** Takes a desk back. */
  public void give(ProductDesk desk) {
    free.add(desk);
  }

  /** Returns the beginning of a direct buffer as the library sees it. */
  NDArray view(ByteBuffer buffer, DataType type, int rows, int width) {
    int size = Math.multiplyExact(Math.multiplyExact(rows, width), type.getNumOfBytes());
    ByteBuffer part = buffer.duplicate().clear().limit(size).order(ByteOrder.nativeOrder());
    return manager.create(part, new Shape(rows, width), type);
  }

  void multiply(NDArray x, NDArray weights, NDArray whole, NDArray sums) {
    script.forward(noParameters, new NDList(x, weights, whole, sums), false);
  }

  @Override
  public void close() {
    model.close(); // and with it all arrays of its manager
  }
}
