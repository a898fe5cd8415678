package dev.ieum.sequences.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.GradientCheck;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.sequences.model.SequenceNetwork.Sampling;
import dev.ieum.sequences.model.SequenceNetwork.Window;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceNetworkTest {
  private static final int VOCABULARY = 11;
  private static final List<Window> WINDOWS =
      List.of(
          new Window(new int[] {2, 5, 6, 7}, new int[] {5, 6, 7, 3}, 0),
          new Window(new int[] {2}, new int[] {8}, 0),
          new Window(new int[] {9, 5, 10, 4, 6}, new int[] {5, 10, 4, 6, 3}, 2));

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static SequenceShape shape(CellType cell, int layers) {
    return new SequenceShape(new NetworkConfig(cell, 4, 3, layers), VOCABULARY);
  }

  private static SequenceShape transformer(int layers) {
    return new SequenceShape(
        new NetworkConfig(EncoderKind.TRANSFORMER, CellType.GRU, 8, 8, layers, 2, 10), VOCABULARY);
  }

  @Test
  void loss_transformerOfPaddedWindows_isTheMeanOfThemAlone() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network = new SequenceNetwork(store, transformer(2));
    double sum = 0;
    int scored = 0;
    for (Window window : WINDOWS) {
      sum += loss(network, List.of(window)) * window.scored();
      scored += window.scored();
    }
    assertEquals(sum / scored, loss(network, WINDOWS), 1e-5);
  }

  /** An event after the last that is scored must not change the loss: no position looks ahead. */
  @Test
  void loss_transformer_doesNotDependOnLaterEvents() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network = new SequenceNetwork(store, transformer(2));
    Window one = new Window(new int[] {2, 5, 6, 7}, new int[] {5, 6, 7, 3}, 0);
    Window other = new Window(new int[] {2, 5, 6, 9}, new int[] {5, 6, 7, 3}, 0);
    Window begin = new Window(new int[] {2, 5, 6}, new int[] {5, 6, 7}, 0);
    double all = loss(network, List.of(one));
    assertNotEquals(all, loss(network, List.of(other)), 1e-4);
    Window last = new Window(one.inputs(), one.targets(), 3);
    assertEquals(loss(network, List.of(begin)), (4 * all - loss(network, List.of(last))) / 3, 1e-5);
  }

  /** What a tanh RNN passes back dies out; attention reaches back directly. */
  @Test
  void gradientNorms_ofEachCell_fadeWithDistanceBeforeLearning() {
    Window window = new Window(new int[41], new int[41], 0);
    for (int t = 0; t < 41; t++) {
      window.inputs()[t] = 4 + t % 7;
      window.targets()[t] = 4 + (t + 1) % 7;
    }
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network =
        new SequenceNetwork(
            store, new SequenceShape(new NetworkConfig(CellType.RNN, 32, 32, 1), VOCABULARY));
    double[] norms;
    try (NDManager step = manager.newSubManager()) {
      norms = network.gradientNorms(step, window);
    }
    assertEquals(41, norms.length);
    assertTrue(norms[40] > 1e-3, "at the last event " + norms[40]);
    assertTrue(norms[0] < 1e-6 * norms[40], "40 steps back " + norms[0] / norms[40]);
    ParameterStore other = ParameterStore.forTraining(manager, 4);
    SequenceNetwork attends =
        new SequenceNetwork(
            other,
            new SequenceShape(
                new NetworkConfig(EncoderKind.TRANSFORMER, CellType.GRU, 32, 32, 1, 4, 64),
                VOCABULARY));
    try (NDManager step = manager.newSubManager()) {
      norms = attends.gradientNorms(step, window);
    }
    assertTrue(norms[0] > 1e-4 * norms[40], "attention, 40 steps back " + norms[0] / norms[40]);
  }

  @ParameterizedTest(name = "{0}, {1} layers, {2} sampled")
  @CsvSource({"LSTM, 2, 0", "GRU, 3, 0", "RNN, 1, 0", "GRU, 2, 2"})
  void loss_paddedWindows_gradientsAreRight(CellType cell, int layers, int others) {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network = new SequenceNetwork(store, shape(cell, layers));
    GradientCheck.check(
        store,
        step ->
            network.loss(
                step, WINDOWS, Regularization.NONE, new Sampling(others, 1), Dropout.seeded(1)));
  }

  @Test
  void loss_sampled_estimatesTheWhole() {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network = new SequenceNetwork(store, shape(CellType.LSTM, 1));
    double whole = loss(network, Sampling.NONE);
    assertEquals(whole, loss(network, new Sampling(VOCABULARY, 1)), 1e-5);
    double mean = 0;
    for (int seed = 0; seed < 400; seed++) {
      mean += loss(network, new Sampling(2, seed)) / 400;
    }
    assertEquals(whole, mean, 0.02);
  }

  private double loss(SequenceNetwork network, Sampling sampling) {
    try (NDManager step = manager.newSubManager()) {
      return network.loss(step, WINDOWS, Regularization.NONE, sampling, Dropout.none()).getFloat();
    }
  }

  private double loss(SequenceNetwork network, List<Window> windows) {
    try (NDManager step = manager.newSubManager()) {
      return network
          .loss(step, windows, Regularization.NONE, Sampling.NONE, Dropout.none())
          .getFloat();
    }
  }

  @ParameterizedTest(name = "{0}, {1} layers")
  @CsvSource({"LSTM, 3", "GRU, 2", "RNN, 1"})
  void predictor_readsEventByEvent_equalsTheNetworkThatWasTrained(CellType cell, int layers) {
    assertEqualToTraining(shape(cell, layers));
  }

  @ParameterizedTest(name = "{0} layers")
  @CsvSource({"1", "3"})
  void predictor_transformerEventByEvent_equalsTheNetworkThatWasTrained(int layers) {
    assertEqualToTraining(transformer(layers));
  }

  private void assertEqualToTraining(SequenceShape shape) {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SequenceNetwork network = new SequenceNetwork(store, shape);
    SequencePredictor predictor =
        new SequencePredictor(new Weights(store.export()), shape, WeightFormat.FLOAT32);
    double sum = 0;
    int scored = 0;
    for (Window window : WINDOWS.subList(0, 2)) {
      SequenceState state = predictor.start(); // has read BOS
      for (int t = 0; t < window.targets().length; t++) {
        if (t > 0) {
          state = predictor.advance(new int[] {window.inputs()[t]}, List.of(state)).get(0);
        }
        float[][] logits = new float[1][VOCABULARY];
        predictor.score(List.of(state), logits);
        double all = 0;
        for (float logit : logits[0]) {
          all += Math.exp(logit);
        }
        sum += Math.log(all) - logits[0][window.targets()[t]];
        scored++;
      }
    }
    try (NDManager step = manager.newSubManager()) {
      assertEquals(
          network
              .loss(step, WINDOWS.subList(0, 2), Regularization.NONE, Sampling.NONE, Dropout.none())
              .getFloat(),
          sum / scored,
          1e-4);
    }
  }
}
