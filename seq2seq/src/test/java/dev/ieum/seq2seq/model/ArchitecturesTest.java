package dev.ieum.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.GradientCheck;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of encoder and decoder on three short pairs of unequal lengths. */
class ArchitecturesTest {
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

  /** Pairs of encoder and decoder; those of recurrent ones have tests of their own. */
  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (EncoderKind encoder : EncoderKind.values()) {
      for (DecoderKind decoder : DecoderKind.values()) {
        if (encoder != EncoderKind.RECURRENT || decoder != DecoderKind.RECURRENT) {
          pairs.add(Arguments.of(encoder, decoder, CellType.LSTM));
        }
      }
    }
    pairs.add(Arguments.of(EncoderKind.TRANSFORMER, DecoderKind.RECURRENT, CellType.GRU));
    pairs.add(Arguments.of(EncoderKind.TRANSFORMER, DecoderKind.RECURRENT, CellType.RNN));
    return pairs.stream();
  }

  private static TranslationNetwork network(
      ParameterStore store, EncoderKind encoder, DecoderKind decoder, CellType cell) {
    NetworkConfig config =
        new NetworkConfig(encoder, decoder, cell, 6, 2, 4, 2, 5, AttentionKind.GENERAL, 2, 10);
    return new TranslationNetwork(
        store, new TranslationShape(config, SOURCE_SIZE, TARGET_SIZE, false));
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, {2}")
  @MethodSource("pairs")
  void loss_smoothedAndPadded_gradientsAreRight(
      EncoderKind encoder, DecoderKind decoder, CellType cell) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    TranslationNetwork network = network(store, encoder, decoder, cell);
    // Opinions, so that every parameter has a gradient; evenly spread attention needs no query.
    Random random = new Random(8);
    for (ParameterStore.Parameter p : store.parameters().values()) {
      for (int i = 0; i < p.values().capacity(); i++) {
        p.values().put(i, 1.2f * p.values().get(i) + 0.1f * (float) random.nextGaussian());
      }
    }
    store.parameters().entrySet().stream()
        .filter(named -> named.getKey().endsWith("keys.weights"))
        .map(named -> named.getValue().values())
        .forEach(k -> IntStream.range(0, k.capacity()).forEach(i -> k.put(i, 4 * k.get(i))));
    store.parameters().entrySet().stream() // so that ReLUs are on or off, but not at their kinks
        .filter(named -> named.getKey().endsWith("inner.bias"))
        .map(named -> named.getValue().values())
        .forEach(bias -> IntStream.range(0, 10).forEach(i -> bias.put(i, i % 2 == 0 ? 3 : -3)));
    GradientCheck.check(
        store,
        step -> network.loss(step, BATCH, SMOOTHED, Dropout.seeded(1)),
        0.02f,
        0.01f,
        0.005f,
        0.002f);
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, {2}")
  @MethodSource("pairs")
  void loss_ofPaddedBatch_equalsThatOfEachPrefixAlone(
      EncoderKind encoder, DecoderKind decoder, CellType cell) {
    TranslationNetwork network =
        network(ParameterStore.forTraining(manager, 3), encoder, decoder, cell);
    double likelihood = 0;
    for (int i = 0; i < BATCH.sources().length; i++) {
      int[] target = BATCH.targets()[i];
      for (int t = 0; t < target.length; t++) {
        int[] prefix = Arrays.copyOf(target, t);
        likelihood += network.logProbabilities(manager, BATCH.sources()[i], prefix)[target[t]];
      }
    }
    try (NDManager step = NativeRuntime.newManager()) {
      double loss = network.loss(step, BATCH, Regularization.NONE, Dropout.none()).getFloat();
      assertEquals(-likelihood / BATCH.targetTokens(), loss, 2e-5);
    }
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, {2}")
  @MethodSource("pairs")
  void loss_ofPaddedBatch_gradientIsThatOfThePairsAlone(
      EncoderKind encoder, DecoderKind decoder, CellType cell) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    TranslationNetwork network = network(store, encoder, decoder, cell);
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
            assertEquals(sum.get(name)[k], gradient[k], 3e-6, name + "[" + k + "]");
          }
        });
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, {2}")
  @MethodSource("pairs")
  void vectors_laterTokenChanged_earlierVectorsKeepTheirBits(
      EncoderKind encoder, DecoderKind decoder, CellType cell) {
    TranslationNetwork network =
        network(ParameterStore.forTraining(manager, 3), encoder, decoder, cell);
    long[] inputs = {2, 5, 6, 7, 8, 4};
    float[] before = vectors(network, BATCH.sources()[2], inputs);
    for (int changed = 1; changed < inputs.length; changed++) {
      long[] other = inputs.clone();
      other[changed] = 3;
      float[] after = vectors(network, BATCH.sources()[2], other);
      int same = changed * 6;
      assertArrayEquals(Arrays.copyOf(before, same), Arrays.copyOf(after, same));
      assertNotEquals(before[same], after[same], "the token is read");
    }
  }

  private float[] vectors(TranslationNetwork network, int[] source, long[] inputs) {
    try (NDManager step = NativeRuntime.newManager()) {
      return network
          .vectors(
              step,
              new int[][] {source},
              step.create(inputs, new Shape(1, inputs.length)),
              Regularization.NONE,
              Dropout.none())
          .toFloatArray();
    }
  }
}
