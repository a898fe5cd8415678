package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.runtime.NativeRuntime;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedEmbeddingTest {
  private static final int SIZE = 4;

  private NDManager manager;
  private ParameterStore store;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    store = ParameterStore.forTraining(manager, 3);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void lookup_ids_areRowsTimesTheRootOfTheirSize() {
    SharedEmbedding embedding =
        new SharedEmbedding(store, ParameterList.embedding("e", 7, SIZE, true));
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray found = embedding.lookup(step.create(new long[] {6, 0, 6, 3}, new Shape(2, 2)));
      assertEquals(new Shape(2, 2, SIZE), found.getShape());
      FloatBuffer table = store.parameters().get("e.table").values();
      float[] expected = new float[4 * SIZE];
      int[] rows = {6, 0, 6, 3};
      for (int i = 0; i < expected.length; i++) {
        expected[i] = 2 * table.get(rows[i / SIZE] * SIZE + i % SIZE);
      }
      assertArrayEquals(expected, found.toFloatArray(), 1e-6f);
    }
  }

  @Test
  void lookupAndLogits_oneTable_gradientsAddUp() {
    SharedEmbedding embedding =
        new SharedEmbedding(store, ParameterList.embedding("e", 7, SIZE, true));
    GradientCheck.check(
        store,
        step -> {
          NDArray ids = step.create(new long[] {6, 2, 6, 3, 1}, new Shape(5, 1));
          NDArray x = embedding.lookup(ids).squeeze(1).tanh();
          return LayerProbe.weighted(embedding.logits(x), 1);
        });
  }

  @Test
  void lookup_row_gathersGradientFromEveryPlaceItWasReadAt() {
    SharedEmbedding embedding =
        new SharedEmbedding(store, ParameterList.embedding("e", 5, SIZE, false));
    float[] gradient =
        GradientCheck.gradients(
                store, step -> embedding.lookup(step.create(new long[] {1, 3, 3, 3})).sum())
            .get("e.table");
    for (int i = 0; i < gradient.length; i++) {
      int row = i / SIZE;
      assertEquals(row == 3 ? 6f : row == 1 ? 2f : 0f, gradient[i], 1e-6f, "row " + row);
    }
  }

  @Test
  void logits_inputOnly_isRefused() {
    SharedEmbedding embedding =
        new SharedEmbedding(store, ParameterList.embedding("e", 5, SIZE, false));
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray x = step.zeros(new Shape(1, SIZE));
      assertThrows(IllegalStateException.class, () -> embedding.logits(x));
    }
  }

  @Test
  void projection_withAndWithoutBias_gradientsAreRight() {
    Projection first = new Projection(store, ParameterList.projection("first", 3, SIZE, true));
    Projection second = new Projection(store, ParameterList.projection("second", SIZE, 2, false));
    NDArray x = LayerProbe.input(store, "x", 2, 5, 3);
    GradientCheck.check(
        store,
        step ->
            LayerProbe.weighted(
                second.apply(first.apply(RecurrentLayerTest.onto(step, x)).tanh()), 1));
  }
}
