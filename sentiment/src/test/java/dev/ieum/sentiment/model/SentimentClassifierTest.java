package dev.ieum.sentiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Pooling;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.sentiment.model.SentimentNetwork.Regularization;
import dev.ieum.sentiment.model.SentimentShape.NetworkConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network as it runs, held to the network as it was trained. */
class SentimentClassifierTest {
  private static final int VOCABULARY = 11;
  private static final int CLASSES = 3;
  private static final int BUCKETS = 9;

  /** Of every size that the sums treat in another way: fours and a rest of three. */
  private static final int NGRAM_SIZE = 7;

  private NDManager manager;

  /** A network as trained and as run, of the same weights. */
  private record Both(SentimentNetwork trained, SentimentClassifier run) {}

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int layers : new int[] {1, 2}) {
        for (Pooling pooling : Pooling.values()) {
          all.add(Arguments.of(cell, layers, List.of(pooling), true));
        }
        all.add(Arguments.of(cell, layers, List.of(Pooling.values()), true));
        all.add(Arguments.of(cell, layers, List.of(Pooling.MAX, Pooling.MEAN), false));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {1} layers, {2}, n-grams {3}")
  @MethodSource("networks")
  void logits_anyNetwork_areThoseItWasTrainedWith(
      CellType cell, int layers, List<Pooling> pooling, boolean withNgrams) {
    Both both = network(cell, layers, pooling, withNgrams);
    List<EncodedText> texts = texts(23);
    float[] expected =
        both.trained().logits(manager, texts, Regularization.NONE, Dropout.none()).toFloatArray();
    float[][] logits = both.run().logits(texts);
    assertEquals(texts.size(), logits.length);
    for (int b = 0; b < logits.length; b++) {
      float[] row = Arrays.copyOfRange(expected, b * CLASSES, (b + 1) * CLASSES);
      assertArrayEquals(row, logits[b], 1e-4f, "text " + b);
    }
    assertTrue(Math.abs(expected[0] - expected[CLASSES]) > 1e-3, "texts should differ");
  }

  @Test
  void logits_transformer_areThoseItWasTrainedWith() {
    Both both = network(transformer(), WeightFormat.FLOAT32);
    float[][] eightBits = network(transformer(), new Int8Arithmetic()).run().logits(texts(), 64);
    float[] expected =
        both.trained().logits(manager, texts(), Regularization.NONE, Dropout.none()).toFloatArray();
    float[][] logits = both.run().logits(texts());
    double error = 0;
    double square = 0;
    for (int b = 0; b < logits.length; b++) {
      float[] row = Arrays.copyOfRange(expected, b * CLASSES, (b + 1) * CLASSES);
      assertArrayEquals(row, logits[b], 1e-4f, "text " + b);
      for (int c = 0; c < CLASSES; c++) {
        error += Math.pow(row[c] - eightBits[b][c], 2);
        square += Math.pow(row[c], 2);
      }
    }
    double relative = Math.sqrt(error / square);
    assertTrue(relative > 0 && relative < 0.2, "relative error of eight bits " + relative);
    assertTrue(Math.abs(expected[0] - expected[CLASSES]) > 1e-3, "texts should differ");
  }

  private static List<EncodedText> texts() {
    return texts(40);
  }

  private static NetworkConfig transformer() {
    Ngrams.Config ngrams = new Ngrams.Config(Ngrams.Kind.CHARACTER, 1, 2, BUCKETS, NGRAM_SIZE);
    return new NetworkConfig(
        EncoderKind.TRANSFORMER, CellType.LSTM, 8, 2, 1, List.of(Pooling.values()), ngrams, 2, 16);
  }

  @Test
  void logits_anyCompany_sameBits() {
    requireSameBits(network(CellType.LSTM, 2, List.of(Pooling.values()), true).run());
    requireSameBits(network(transformer(), WeightFormat.FLOAT32).run());
    requireSameBits(network(transformer(), new Int8Arithmetic()).run());
  }

  private static void requireSameBits(SentimentClassifier network) {
    List<EncodedText> texts = texts(40);
    float[][] together = network.logits(texts);
    for (int size : new int[] {1, 2, 7}) {
      List<float[]> apart = new ArrayList<>();
      for (int from = 0; from < texts.size(); from += size) {
        List<EncodedText> some = texts.subList(from, Math.min(texts.size(), from + size));
        apart.addAll(List.of(network.logits(some)));
      }
      assertArrayEquals(together, apart.toArray(float[][]::new), "batches of " + size);
    }
  }

  @Test
  void new_weightsOfANetworkWithNgrams_withoutThem_namesWhatIsLeft() {
    NetworkConfig config = config(CellType.RNN, 1, List.of(Pooling.LAST), true);
    ParameterStore store = ParameterStore.forTraining(manager, 1);
    new SentimentNetwork(store, new SentimentShape(config, VOCABULARY, CLASSES));
    Map<String, FloatTensor> weights = store.export();
    weights.remove("output.weights");
    weights.put("output.weights", new FloatTensor(new int[] {3, 10}, new float[30]));
    NetworkConfig without = config(CellType.RNN, 1, List.of(Pooling.LAST), false);
    ModelBundleException e =
        assertThrows(
            ModelBundleException.class,
            () ->
                new SentimentClassifier(
                    new Weights(weights),
                    new SentimentShape(without, VOCABULARY, CLASSES),
                    WeightFormat.FLOAT32));
    assertTrue(e.getMessage().contains("unknown tensors [ngrams.table]"), e.getMessage());
  }

  private static NetworkConfig config(
      CellType cell, int layers, List<Pooling> pooling, boolean withNgrams) {
    Ngrams.Config ngrams =
        new Ngrams.Config(Ngrams.Kind.CHARACTER, 1, 2, withNgrams ? BUCKETS : 0, NGRAM_SIZE);
    return new NetworkConfig(cell, 6, layers, 5, pooling, ngrams);
  }

  /** Random weights, made large so that the network has opinions; biases begin as zero. */
  private Both network(CellType cell, int layers, List<Pooling> pooling, boolean withNgrams) {
    return network(config(cell, layers, pooling, withNgrams), WeightFormat.FLOAT32);
  }

  private Both network(NetworkConfig config, WeightFormat format) {
    ParameterStore store = ParameterStore.forTraining(manager, 4);
    SentimentNetwork trained =
        new SentimentNetwork(store, new SentimentShape(config, VOCABULARY, CLASSES));
    Random random = new Random(8);
    for (ParameterStore.Parameter p : store.parameters().values()) {
      for (int i = 0; i < p.values().capacity(); i++) {
        p.values().put(i, 2 * p.values().get(i) + 0.2f * (float) random.nextGaussian());
      }
    }
    return new Both(
        trained,
        new SentimentClassifier(
            new Weights(store.export()), new SentimentShape(config, VOCABULARY, CLASSES), format));
  }

  /** Of many lengths, the end sign alone and no n-grams among them. */
  private static List<EncodedText> texts(int count) {
    Random random = new Random(6);
    List<EncodedText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] ids = random.ints(1 + i * 5 % 13, 4, VOCABULARY).toArray();
      ids[ids.length - 1] = 3;
      texts.add(new EncodedText(ids, random.ints(i % 6, 0, BUCKETS).toArray()));
    }
    return texts;
  }
}
