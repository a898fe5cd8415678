package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.runtime.NativeRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentLayerTest {
  private static final int BATCH = 2;
  private static final int TIME = 4;
  private static final int INPUT = 3;
  private static final int HIDDEN = 2;

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

  @ParameterizedTest
  @EnumSource(CellType.class)
  void forward_everyCell_equalsItsEquations(CellType cell) {
    RecurrentLayer layer =
        new RecurrentLayer(store, ParameterList.recurrent("layer", cell, INPUT, HIDDEN), cell);
    spreadBiases();
    NDArray x = LayerProbe.input(store, "x", BATCH, TIME, INPUT);
    NDArray hidden = LayerProbe.input(store, "hidden", 1, BATCH, HIDDEN);
    NDArray memory = LayerProbe.input(store, "memory", 1, BATCH, HIDDEN);
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray out =
          layer.forward(onto(step, x), new RecurrentLayer.State(hidden, memory), 0, Dropout.none());
      float[] states = out.toFloatArray();
      for (int b = 0; b < BATCH; b++) {
        double[] h = row(hidden, b * HIDDEN, HIDDEN);
        double[] c = row(memory, b * HIDDEN, HIDDEN);
        for (int t = 0; t < TIME; t++) {
          ReferenceCell.step(cell, store, "layer", row(x, (b * TIME + t) * INPUT, INPUT), h, c);
          for (int k = 0; k < HIDDEN; k++) {
            assertEquals(h[k], states[(b * TIME + t) * HIDDEN + k], 2e-6, "state " + t);
          }
        }
      }
    }
  }

  /** Numbers of units that fill vectors and that do not: some kernels of the engine fail there. */
  @ParameterizedTest
  @CsvSource({"LSTM, 16", "LSTM, 33", "LSTM, 48", "LSTM, 64", "GRU, 33", "GRU, 48", "RNN, 48"})
  void forward_anyNumberOfUnits_equalsItsEquations(CellType cell, int units) {
    RecurrentLayer layer =
        new RecurrentLayer(store, ParameterList.recurrent("layer", cell, INPUT, units), cell);
    NDArray x = LayerProbe.input(store, "x", BATCH, TIME, INPUT);
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray input = onto(step, x);
      float[] states =
          layer.forward(input, layer.zeroState(step, BATCH), 0, Dropout.none()).toFloatArray();
      for (int b = 0; b < BATCH; b++) {
        double[] h = new double[units];
        double[] c = new double[units];
        for (int t = 0; t < TIME; t++) {
          ReferenceCell.step(cell, store, "layer", row(x, (b * TIME + t) * INPUT, INPUT), h, c);
          for (int k = 0; k < units; k++) {
            assertEquals(h[k], states[(b * TIME + t) * units + k], 2e-6, "state " + t);
          }
        }
      }
    }
  }

  @Test
  void stepwise_lstm_equalsItsEquations() {
    CellType lstm = CellType.LSTM;
    NDList weights =
        new NDList(store.declare(ParameterList.recurrent("layer", lstm, INPUT, HIDDEN)));
    spreadBiases();
    NDArray x = LayerProbe.input(store, "x", BATCH, TIME, INPUT);
    NDArray hidden = LayerProbe.input(store, "hidden", 1, BATCH, HIDDEN);
    NDArray memory = LayerProbe.input(store, "memory", 1, BATCH, HIDDEN);
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray read = onto(step, x);
      float[] states =
          RecurrentLayer.stepwise(read, new RecurrentLayer.State(hidden, memory), weights)
              .toFloatArray();
      double[] h = row(hidden, 0, HIDDEN);
      double[] c = row(memory, 0, HIDDEN);
      for (int t = 0; t < TIME; t++) {
        ReferenceCell.step(lstm, store, "layer", row(x, t * INPUT, INPUT), h, c);
        for (int k = 0; k < HIDDEN; k++) {
          assertEquals(h[k], states[t * HIDDEN + k], 2e-6, "state " + t);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void forward_everyCell_gradientsAreRight(CellType cell) {
    RecurrentLayer layer =
        new RecurrentLayer(store, ParameterList.recurrent("layer", cell, INPUT, HIDDEN), cell);
    NDArray x = LayerProbe.input(store, "x", BATCH, TIME, INPUT);
    NDArray hidden = LayerProbe.input(store, "hidden", 1, BATCH, HIDDEN);
    boolean lstm = cell == CellType.LSTM;
    NDArray memory = lstm ? LayerProbe.input(store, "memory", 1, BATCH, HIDDEN) : hidden;
    GradientCheck.check(
        store,
        step -> {
          NDArray out =
              layer.forward(
                  onto(step, x), new RecurrentLayer.State(hidden, memory), 0, Dropout.seeded(1));
          return LayerProbe.weighted(out, 1);
        });
  }

  /**
   * The same numbers, owned by {@code step}, so that what is computed from them is freed with it.
   */
  static NDArray onto(NDManager step, NDArray x) {
    return step.zeros(x.getShape()).add(x);
  }

  private void spreadBiases() {
    store
        .parameters()
        .forEach(
            (name, p) -> {
              for (int i = 0; name.endsWith("bias") && i < p.values().capacity(); i++) {
                p.values().put(i, p.values().get(i) + 0.1f * (i - 2));
              }
            });
  }

  private static double[] row(NDArray array, int from, int length) {
    float[] all = array.toFloatArray();
    double[] row = new double[length];
    for (int i = 0; i < length; i++) {
      row[i] = all[from + i];
    }
    return row;
  }
}
