package dev.ieum.core.runtime;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Products of 8-bit matrices in the tensor engine's library. Thread-safe; owns the weights it was
 * given, so close it when nothing multiplies by them any more.
 *
 * <p>The engine offers no such product to Java, but it runs scripts, and they may call all that the
 * library has. Workspaces exist once in a process and are shared. What a script reads and writes
 * lies in buffers that Java owns ({@link Int8Workspace}).
 */
public final class Int8MatMul implements AutoCloseable {
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

  private static Shared shared; // guarded by the class

  private final Shared library;
  private final NDManager manager;
  private final Int8Kernels kernels;
  private final int range;
  private final Queue<Int8Weights> packed = new ConcurrentLinkedQueue<>();

  /** What the process has once. */
  static final class Shared {
    private final Model model; // closes all when it is collected
    final Block script;
    private final NDManager manager;
    final ParameterStore noParameters;
    private final Queue<Int8Workspace> free = new ConcurrentLinkedQueue<>();

    private Shared() throws IOException, MalformedModelException {
      model = Model.newInstance(NAME, NativeRuntime.engine().getEngineName());
      model.load(new ByteArrayInputStream(ScriptArchive.of(NAME, SCRIPT)));
      script = model.getBlock();
      manager = model.getNDManager();
      noParameters = new ParameterStore(manager, false);
    }
  }

  private Int8MatMul(Shared library, Int8Kernels kernels, int range) {
    this.library = library;
    this.kernels = kernels;
    this.range = range;
    manager = library.manager.newSubManager();
  }

  /**
   * Loads the library unless it is loaded (most of a second; longer where it is unpacked first),
   * whether or not it is right and fast on this processor, which {@link Int8Library} knows.
   *
   * @param range the largest absolute value of weights and of rows
   * @throws EngineMissingException when it cannot be loaded, or has no such product
   */
  public static Int8MatMul open(Int8Kernels kernels, int range) {
    synchronized (Int8MatMul.class) {
      boolean first = shared == null;
      if (first) {
        shared = load();
      }
      Int8MatMul opened = new Int8MatMul(shared, kernels, range);
      if (first) {
        opened.multiplyOnce();
      }
      return opened;
    }
  }

  private static Shared load() {
    NativeRuntime.open();
    try {
      return new Shared();
    } catch (EngineException | IOException | MalformedModelException e) {
      throw missing(e);
    }
  }

  private static EngineMissingException missing(Exception e) {
    return new EngineMissingException(
        "engine: it has no product of 8-bit matrices (%s)"
            .formatted(String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("")),
        e);
  }

  /** The first time sets up what threads share. */
  private void multiplyOnce() {
    Int8Workspace workspace = acquire();
    ByteBuffer zeros = ByteBuffer.allocateDirect(64);
    try (Int8Weights weights = weights(zeros, zeros, 8, 8)) {
      workspace.clear(weights, 8);
      workspace.multiply(weights, 8);
    } finally {
      release(workspace);
    }
  }

  /** Returns whether it multiplies selected outputs, or whole matrices only. */
  public boolean selects() {
    return kernels.selects();
  }

  /** Returns whether {@link #weights} reads columns, or rows alone. */
  public boolean readsColumns() {
    return kernels != Int8Kernels.FBGEMM;
  }

  /**
   * Takes weights, in direct buffers which must not change.
   *
   * @param rows {@code [outputs, inputs]}
   * @param columns {@code [inputs, outputs]}, the same; anything unless {@link #readsColumns}
   * @throws EngineMissingException when the library cannot pack them
   */
  public Int8Weights weights(ByteBuffer rows, ByteBuffer columns, int inputs, int outputs) {
    if (!kernels.packs()) {
      return new Int8Weights.Unpacked(
          rows,
          library,
          transposed(manager, rows, inputs, outputs),
          view(manager, columns, DataType.INT8, inputs, outputs));
    }
    try (NDArray view = view(manager, rows, DataType.INT8, outputs, inputs)) {
      Int8Weights weights = new Int8Weights.Packed(new PackedWeights(view, range), inputs, outputs);
      packed.add(weights);
      if (kernels != Int8Kernels.BOTH) {
        return weights;
      }
      NDArray byColumns = view(manager, columns, DataType.INT8, inputs, outputs);
      return new Int8Weights.ByRows(
          weights, new Int8Weights.Unpacked(columns, library, byColumns, byColumns));
    } catch (EngineException | IOException | MalformedModelException e) {
      throw missing(e);
    }
  }

  /** Takes weights {@code [outputs, inputs]} alone, for a few products; the caller closes them. */
  Int8Weights weights(ByteBuffer rows, int inputs, int outputs) {
    NDArray transposed = transposed(library.manager, rows, inputs, outputs);
    return new Int8Weights.Unpacked(rows, library, transposed, transposed);
  }

  private static NDArray transposed(NDManager owner, ByteBuffer rows, int inputs, int outputs) {
    try (NDArray view = view(owner, rows, DataType.INT8, outputs, inputs)) {
      return view.transpose();
    }
  }

  /**
   * Returns where the calling thread may compute, until it calls {@link #release}: where it did
   * last if that is free. There are as many workspaces as threads that ever computed at the same
   * time.
   */
  public Int8Workspace acquire() {
    long thread = Thread.currentThread().getId();
    Queue<Int8Workspace> free = library.free;
    Int8Workspace own =
        free.stream().filter(space -> space.owner() == thread).findAny().orElse(null);
    if (own != null && free.remove(own)) {
      return own;
    }
    Int8Workspace any = free.poll();
    Int8Workspace workspace =
        any == null ? new Int8Workspace(new Int8MatMul(library, kernels, range)) : any;
    workspace.belongTo(thread);
    keepToThisThread();
    return workspace;
  }

  /**
   * Has the library compute in the calling thread alone. It knows that from the settings, but looks
   * there only where it might share work, and products do not look: without this the first of them
   * wakes helpers for the thread, which wait for more in a loop and take the processor from others.
   */
  private void keepToThisThread() {
    try (NDArray shareable = library.manager.zeros(new Shape(SHAREABLE));
        NDArray any = shareable.add(1)) {
      any.getShape();
    }
  }

  /** Takes a workspace back. */
  public void release(Int8Workspace workspace) {
    library.free.add(workspace);
  }

  /** Returns the beginning of a direct buffer as the library sees it; the caller closes it. */
  NDArray view(ByteBuffer buffer, DataType type, int rows, int width) {
    return view(library.manager, buffer, type, rows, width);
  }

  private static NDArray view(
      NDManager owner, ByteBuffer buffer, DataType type, int rows, int width) {
    int size = Math.multiplyExact(Math.multiplyExact(rows, width), type.getNumOfBytes());
    ByteBuffer part = buffer.duplicate().clear().limit(size).order(ByteOrder.nativeOrder());
    return owner.create(part, new Shape(rows, width), type);
  }

  @Override
  public void close() {
    manager.close(); // and with it the weights that are not packed
    for (Int8Weights weights = packed.poll(); weights != null; weights = packed.poll()) {
      weights.close();
    }
  }
}
