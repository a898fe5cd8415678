package dev.ieum.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.GradientCheck;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole network on three short pairs of unequal lengths. */
class TranslationNetworkTest {
  private static final int SOURCE_SIZE = 7;
  private static final int TARGET_SIZE = 9;
  private static final PairBatch BATCH =
      new PairBatch(
          new int[][] {{4, 5, 3}, {3}, {6, 4, 6, 5, 3}},
          new int[][] {{7, 3}, {4, 8, 5, 6, 3}, {5, 5, 3}});
  private static final double SMOOTHING = 0.1;
  private static final Regularization SMOOTHED = new Regularization(0, 0, 0, 0, 0, 0, SMOOTHING, 0);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Every weight by finite differences, Richardson-extrapolated: the floats have 32 bits. */
  @ParameterizedTest(name = "{0}, {1} encoder and {2} decoder layers, attention {3}, shared {4}")
  @CsvSource({
    "LSTM, 1, 2, GENERAL, false",
    "LSTM, 1, 3, GENERAL, false",
    "LSTM, 2, 1, NONE, true",
    "GRU, 1, 2, GENERAL, true",
    "RNN, 1, 1, GENERAL, false"
  })
  void loss_smoothedAndPadded_gradientsAreRight(
      CellType cell, int encoder, int decoder, AttentionKind attention, boolean shared) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    TranslationNetwork network = network(store, cell, encoder, decoder, attention, shared);
    GradientCheck.check(store, step -> network.loss(step, BATCH, SMOOTHED, Dropout.seeded(1)));
  }

  /** Training reads a padded batch in one call, here each prefix is read alone: they must agree. */
  @ParameterizedTest(name = "{0}, {1} decoder layers, attention {2}")
  @CsvSource({
    "LSTM, 2, GENERAL",
    "LSTM, 1, NONE",
    "GRU, 3, NONE",
    "GRU, 2, GENERAL",
    "RNN, 1, GENERAL"
  })
  void loss_ofPaddedBatch_equalsThatOfEachPrefixAlone(
      CellType cell, int decoder, AttentionKind attention) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    TranslationNetwork network = network(store, cell, 1, decoder, attention, false);
    double likelihood = 0;
    double uniform = 0;
    for (int i = 0; i < BATCH.sources().length; i++) {
      double[] sums = stepThrough(network, BATCH.sources()[i], BATCH.targets()[i]);
      likelihood += sums[0];
      uniform += sums[1];
    }
    long tokens = BATCH.targetTokens();
    assertEquals(10, tokens);
    double expected = -((1 - SMOOTHING) * likelihood + SMOOTHING * uniform) / tokens;
    assertEquals(expected, loss(network, BATCH, SMOOTHED), 2e-5);
    assertEquals(-likelihood / tokens, loss(network, BATCH, Regularization.NONE), 2e-5);
  }

  @ParameterizedTest(name = "{0}, attention {1}")
  @CsvSource({"LSTM, GENERAL", "LSTM, NONE", "GRU, GENERAL", "RNN, GENERAL"})
  void loss_ofPaddedBatch_gradientIsThatOfThePairsAlone(CellType cell, AttentionKind attention) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    TranslationNetwork network = network(store, cell, 2, 2, attention, false);
    Map<String, float[]> together =
        GradientCheck.gradients(
            store, step -> network.loss(step, BATCH, SMOOTHED, Dropout.seeded(1)));
    Map<String, double[]> sum = new LinkedHashMap<>();
    for (int i = 0; i < BATCH.sources().length; i++) {
      PairBatch alone =
          new PairBatch(new int[][] {BATCH.sources()[i]}, new int[][] {BATCH.targets()[i]});
      double share = (double) alone.targetTokens() / BATCH.targetTokens();
      GradientCheck.gradients(store, step -> network.loss(step, alone, SMOOTHED, Dropout.seeded(1)))
          .forEach(
              (name, gradient) -> {
                double[] total = sum.computeIfAbsent(name, n -> new double[gradient.length]);
                for (int k = 0; k < gradient.length; k++) {
                  total[k] += share * gradient[k];
                }
              });
    }
    together.forEach(
        (name, gradient) -> {
          for (int k = 0; k < gradient.length; k++) {
            assertEquals(sum.get(name)[k], gradient[k], 2e-6, name + "[" + k + "]");
          }
        });
  }

  private static TranslationNetwork network(
      ParameterStore store,
      CellType cell,
      int encoder,
      int decoder,
      AttentionKind attention,
      boolean shared) {
    NetworkConfig config = new NetworkConfig(cell, 4, encoder, 3, decoder, 5, attention);
    int source = shared ? TARGET_SIZE : SOURCE_SIZE;
    return new TranslationNetwork(store, new TranslationShape(config, source, TARGET_SIZE, shared));
  }

  private static double loss(TranslationNetwork network, PairBatch batch, Regularization drop) {
    try (NDManager step = NativeRuntime.newManager()) {
      return network.loss(step, batch, drop, Dropout.none()).getFloat();
    }
  }

  /** Returns the sums of the targets' log-probabilities and of the vocabulary's mean ones. */
  private static double[] stepThrough(TranslationNetwork network, int[] source, int[] target) {
    try (NDManager manager = NativeRuntime.newManager()) {
      double likelihood = 0;
      double uniform = 0;
      for (int t = 0; t < target.length; t++) {
        float[] scores = network.logProbabilities(manager, source, Arrays.copyOf(target, t));
        double sum = 0;
        double probability = 0;
        for (float score : scores) {
          sum += score;
          probability += Math.exp(score);
        }
        assertEquals(1, probability, 1e-5);
        likelihood += scores[target[t]];
        uniform += sum / TARGET_SIZE;
      }
      return new double[] {likelihood, uniform};
    }
  }
}
