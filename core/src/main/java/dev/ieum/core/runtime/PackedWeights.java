package dev.ieum.core.runtime;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A matrix of weights in the order in which FBGEMM's kernels read it. Thread-safe; owns native
 * memory, so close it.
 *
 * <p>Java cannot hold what the library packs, so each matrix is the attribute of a script of its
 * own. The library would round rows itself, by a scale that all rows share; here rows are whole
 * numbers already and the scale is 1, so that it changes none of them.
 */
final class PackedWeights implements AutoCloseable {
  private static final String NAME = "PackedProducts";

  /** Packs when there are no rows; else writes {@code [rows, outputs]} sums over {@code other}. */
  private static final String SCRIPT =
      """
      class PackedProducts(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        packed : Optional[__torch__.torch.classes.quantized.LinearPackedParamsBase]
        def forward(self: __torch__.PackedProducts,
          x: Tensor,
          other: Tensor) -> List[Tensor]:
          _0 = torch.eq(torch.numel(x), 0)
          if _0:
            _1 = torch._make_per_tensor_quantized_tensor(other, 1., 0)
            self.packed = ops.quantized.linear_prepack(_1, None)
          else:
            packed = self.packed
            _2 = unchecked_cast(__torch__.torch.classes.quantized.LinearPackedParamsBase, packed)
            _3 = ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, 1., %d, _2)
            _4 = torch.copy_(other, _3)
          return annotate(List[Tensor], [])
      """;

  private final Model model;
  private final ParameterStore noParameters;

  /**
   * Packs weights.
   *
   * @param rows {@code [outputs, inputs]}, bytes; not needed any more afterwards
   * @param range the largest absolute value of weights and of rows
   */
  PackedWeights(NDArray rows, int range) throws IOException, MalformedModelException {
    model = Model.newInstance(NAME, NativeRuntime.engine().getEngineName());
    noParameters = new ParameterStore(model.getNDManager(), false);
    boolean packed = false;
    try {
      String script = SCRIPT.formatted(range);
      model.load(new ByteArrayInputStream(ScriptArchive.of(NAME, script, "packed")));
      try (NDManager manager = model.getNDManager().newSubManager()) {
        run(manager.create(new float[0], new Shape(0)), rows);
      }
      packed = true;
    } finally {
      if (!packed) {
        model.close();
      }
    }
  }

  /**
   * Multiplies.
   *
   * @param x {@code [rows, inputs]}, floats that are whole numbers
   * @param sums {@code [rows, outputs]}, floats, overwritten
   */
  void multiply(NDArray x, NDArray sums) {
    run(x, sums);
  }

  private void run(NDArray x, NDArray other) {
    model.getBlock().forward(noParameters, new NDList(x, other), false);
  }

  @Override
  public void close() {
    model.close();
  }
}
