package dev.ieum.seq2seq.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.BatchQueue.Item;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.AttentionKind;
import dev.ieum.seq2seq.model.DecoderKind;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of encoder and decoder step by step, against the network that reads it whole. */
class TransformerDecoderTest {
  private static final int SOURCE_SIZE = 8;
  private static final int TARGET_SIZE = 9;
  private static final int[][] SOURCES = {
    {4, 5, 6, 7, 4, 3}, {3}, {7, 3}, {5, 5, 5, 3}, {6, 4, 3}, {7, 6, 5, 4, 7, 6, 5, 4, 3}
  };

  private static NDManager manager;

  @BeforeAll
  static void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  private record Both(TranslationNetwork trained, EncoderDecoder run) {}

  /** Weights large enough to have opinions; all biases and gains take part. */
  private static Both network(EncoderKind encoder, DecoderKind decoder, WeightFormat format) {
    NetworkConfig config =
        new NetworkConfig(
            encoder, decoder, CellType.LSTM, 12, 2, 5, 3, 7, AttentionKind.GENERAL, 3, 20);
    TranslationShape shape = new TranslationShape(config, SOURCE_SIZE, TARGET_SIZE, false);
    ParameterStore store = ParameterStore.forTraining(manager, 5);
    new TranslationNetwork(store, shape);
    Random random = new Random(8);
    for (ParameterStore.Parameter p : store.parameters().values()) {
      for (int i = 0; i < p.values().capacity(); i++) {
        p.values().put(i, 1.3f * p.values().get(i) + 0.1f * (float) random.nextGaussian());
      }
    }
    return new Both(
        new TranslationNetwork(store.view(manager), shape),
        new EncoderDecoder(new Weights(store.export()), shape, format));
  }

  /** A row of the search: which source it translates, and its tokens so far. */
  private record Row(int source, List<Integer> tokens) {
    Row with(int token) {
      List<Integer> more = new ArrayList<>(tokens);
      more.add(token);
      return new Row(source, more);
    }

    int[] prefix() { // without BOS
      return tokens.stream().skip(1).mapToInt(i -> i).toArray();
    }
  }

  /** Ten steps in which rows are dropped, doubled, mixed, and joined by younger ones. */
  @ParameterizedTest(name = "{0} encoder, {1} decoder")
  @CsvSource({
    "TRANSFORMER, TRANSFORMER",
    "TRANSFORMER, SSRU",
    "TRANSFORMER, RECURRENT",
    "RECURRENT, TRANSFORMER",
    "RECURRENT, SSRU"
  })
  void step_reorderedRowsOfManyAges_isTheNetworkThatReadsEachWhole(
      EncoderKind encoder, DecoderKind decoder) {
    Both network = network(encoder, decoder, WeightFormat.FLOAT32);
    Decoder.Stepper stepper = network.run().decoder().stepper(true);
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    double largest = 0;
    for (int step = 0; step < 10; step++) {
      int first = rows.size();
      if (step == 0 || step == 3) {
        int[][] some = Arrays.copyOfRange(SOURCES, step, step + 3);
        stepper.add(network.run().encoder().encode(some));
        for (int i = 0; i < some.length; i++) {
          rows.add(new Row(step + i, List.of()));
        }
      }
      List<Row> next = new ArrayList<>();
      List<Integer> parents = new ArrayList<>();
      for (int n = 0; n < 7; n++) { // the new ones are all continued, the others by chance
        int parent = first + n < rows.size() ? first + n : random.nextInt(rows.size());
        boolean begins = rows.get(parent).tokens().isEmpty();
        parents.add(parent);
        next.add(
            rows.get(parent).with(begins ? Vocabulary.BOS : 4 + random.nextInt(TARGET_SIZE - 4)));
      }
      rows = next;
      Decoder.Step made =
          stepper.step(
              rows.stream().mapToInt(row -> row.tokens().get(row.tokens().size() - 1)).toArray(),
              parents.stream().mapToInt(i -> i).toArray(),
              rows.size());
      float[][] scores = new float[rows.size()][TARGET_SIZE];
      network.run().vocabulary().apply(made.vectors(), rows.size(), scores);
      for (int r = 0; r < rows.size(); r++) {
        Row row = rows.get(r);
        float sum = Functions.logSumExp(scores[r], TARGET_SIZE, new float[TARGET_SIZE]);
        float[] expected =
            network.trained().logProbabilities(manager, SOURCES[row.source()], row.prefix());
        for (int id = 0; id < TARGET_SIZE; id++) {
          double difference = Math.abs(expected[id] - (scores[r][id] - sum));
          largest = Math.max(largest, difference / Math.max(1, Math.abs(expected[id])));
        }
        double weights = 0;
        for (float weight : made.attentionWeights()[r]) {
          weights += weight;
        }
        assertEquals(SOURCES[row.source()].length, made.attentionWeights()[r].length);
        assertEquals(1, weights, 1e-5);
      }
    }
    assertTrue(largest < 2e-5, "largest difference " + largest);
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, beam {2}")
  @CsvSource({
    "TRANSFORMER, TRANSFORMER, 4",
    "TRANSFORMER, SSRU, 4",
    "TRANSFORMER, RECURRENT, 4",
    "RECURRENT, TRANSFORMER, 1"
  })
  void search_anyArchitecture_equalsAPlainSearch(
      EncoderKind encoder, DecoderKind decoder, int beam) {
    Both network = network(encoder, decoder, WeightFormat.FLOAT32);
    DecodingConfig config = new DecodingConfig(beam, beam, 1, 0.5);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), config, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      List<ReferenceSearch.Found> expected =
          new ReferenceSearch(network.trained(), manager, SOURCES[i]).beam(config);
      for (int n = 0; n < found.get(i).size(); n++) {
        assertArrayEquals(expected.get(n).ids(), found.get(i).get(n).ids());
        assertEquals(expected.get(n).logProbability(), found.get(i).get(n).logProbability(), 2e-4);
      }
    }
  }

  /** Puts the hypotheses of source {@code i} among {@code found}. */
  private record Sentence(List<List<Hypothesis>> found, int i)
      implements Item<int[], List<Hypothesis>> {
    @Override
    public int[] value() {
      return SOURCES[i];
    }

    @Override
    public void finish(List<Hypothesis> result) {
      found.set(i, result);
    }
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder, eight bits {2}")
  @CsvSource({
    "TRANSFORMER, TRANSFORMER, false",
    "TRANSFORMER, SSRU, false",
    "TRANSFORMER, RECURRENT, false",
    "TRANSFORMER, TRANSFORMER, true",
    "RECURRENT, SSRU, true"
  })
  void search_placesTakenByOthers_sameBitsAsAlone(
      EncoderKind encoder, DecoderKind decoder, boolean eightBits) {
    WeightFormat format = eightBits ? new Int8Arithmetic() : WeightFormat.FLOAT32;
    DecodingConfig config = new DecodingConfig(3, 3, 1, 0.5);
    BeamSearch search =
        new BeamSearch(network(encoder, decoder, format).run(), Optional.empty(), config, true);
    List<List<Hypothesis>> found = new ArrayList<>(SOURCES.length);
    IntStream.range(0, SOURCES.length).forEach(i -> found.add(null));
    Queue<List<Sentence>> batches = new ArrayDeque<>();
    for (int[] bounds : new int[][] {{0, 1}, {1, 4}, {4, 6}}) {
      batches.add(
          IntStream.range(bounds[0], bounds[1]).mapToObj(i -> new Sentence(found, i)).toList());
    }
    search.search(() -> batches.isEmpty() ? List.of() : batches.remove(), 2, 8);
    for (int i = 0; i < SOURCES.length; i++) {
      List<Hypothesis> alone = search.search(new int[][] {SOURCES[i]}).get(0);
      assertEquals(alone.size(), found.get(i).size());
      for (int n = 0; n < alone.size(); n++) {
        assertArrayEquals(alone.get(n).ids(), found.get(i).get(n).ids());
        assertEquals(alone.get(n).logProbability(), found.get(i).get(n).logProbability());
        assertArrayEquals(alone.get(n).attention(), found.get(i).get(n).attention());
      }
    }
  }

  @ParameterizedTest(name = "{0} encoder, {1} decoder")
  @CsvSource({"TRANSFORMER, TRANSFORMER", "TRANSFORMER, SSRU", "TRANSFORMER, RECURRENT"})
  void step_eightBits_isNearFloats(EncoderKind encoder, DecoderKind decoder) {
    float[][] floats = steps(network(encoder, decoder, WeightFormat.FLOAT32).run());
    float[][] bytes = steps(network(encoder, decoder, new Int8Arithmetic()).run());
    double error = 0;
    double square = 0;
    for (int t = 0; t < floats.length; t++) {
      for (int i = 0; i < floats[t].length; i++) {
        error += Math.pow(floats[t][i] - bytes[t][i], 2);
        square += Math.pow(floats[t][i], 2);
      }
    }
    double relative = Math.sqrt(error / square);
    assertTrue(relative > 0 && relative < 0.08, "relative error " + relative);
  }

  private static float[][] steps(EncoderDecoder network) {
    Decoder.Stepper stepper = network.decoder().stepper(false);
    stepper.add(network.encoder().encode(new int[][] {SOURCES[5]}));
    int[] tokens = {Vocabulary.BOS, 4, 5, 6, 7, 8};
    return IntStream.of(tokens)
        .mapToObj(token -> stepper.step(new int[] {token}, new int[] {0}, 1).vectors()[0].clone())
        .toArray(float[][]::new);
  }
}
