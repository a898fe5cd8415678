package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.Encoder.Encoded;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencePoolingTest {
  private static final int[][] SEQUENCES = {{4, 5, 6}, {7}};

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void pool_maxMeanLast_lookPastPadding() {
    SequenceBatch batch = SequenceBatch.of(manager, SEQUENCES);
    NDArray states =
        manager.create(
            new float[] {1, -9, 2, -6, 6, -3, -5, -4, 99, 99, 99, 99}, new Shape(2, 3, 2));
    NDArray last = manager.create(new float[] {7, 8, 9, 10}, new Shape(2, 2));
    SequencePooling pooling =
        new SequencePooling(
            ParameterStore.forTraining(manager, 1),
            "pooling",
            List.of(Pooling.MAX, Pooling.MEAN, Pooling.LAST),
            2);
    assertArrayEquals(
        new float[] {6, -3, 3, -6, 7, 8, -5, -4, -5, -4, 9, 10},
        pooling.pool(new Encoded(states, last), batch).toFloatArray(),
        1e-5f);
  }

  @Test
  void pool_max_gradientGoesToTheLargestRealPosition() {
    ParameterStore store = ParameterStore.forTraining(manager, 1);
    NDArray states = LayerProbe.input(store, "states", 2, 3, 2);
    float[] values = {1, 5, 2, 4, 3, 3, 6, 7, 9, 9, 8, 8}; // all further apart than a step
    store.parameters().get("states").values().put(0, values);
    SequencePooling pooling = new SequencePooling(store, "pooling", List.of(Pooling.MAX), 2);
    GradientCheck.check(
        store,
        step -> {
          SequenceBatch batch = SequenceBatch.of(step, SEQUENCES);
          return LayerProbe.weighted(
              pooling.pool(new Encoded(step.create(1f).mul(states), null), batch), 3);
        });
  }

  @Test
  void new_noKind_isRefused() {
    ParameterStore store = ParameterStore.forTraining(manager, 1);
    assertThrows(
        IllegalArgumentException.class, () -> new SequencePooling(store, "p", List.of(), 2));
  }
}
