package dev.ieum.seq2seq.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.BatchQueue.Item;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.AttentionKind;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Batched search against plain searches that score one prefix at a time. */
class BeamSearchTest {
  private static final int SOURCE_SIZE = 8;

  /** Of many lengths, so that sentences leave the batch at different times. */
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

  /** A network as trained, which plain searches use, and as run, which is under test. */
  private record Both(TranslationNetwork trained, EncoderDecoder run) {}

  /** Networks of the same random weights, made large so that they have opinions. */
  private static Both network(int vocabulary, AttentionKind attention, long seed) {
    return network(
        new NetworkConfig(CellType.LSTM, 6, 1, 5, 2, 7, attention), vocabulary, seed, false);
  }

  private static Both network(NetworkConfig config, int vocabulary, long seed, boolean shared) {
    int sourceSize = shared ? vocabulary : SOURCE_SIZE;
    ParameterStore store = ParameterStore.forTraining(manager, seed);
    TranslationShape shape = new TranslationShape(config, sourceSize, vocabulary, shared);
    new TranslationNetwork(store, shape);
    store
        .parameters()
        .values()
        .forEach(
            p -> {
              for (int i = 0; i < p.values().capacity(); i++) {
                p.values().put(i, 2.5f * p.values().get(i));
              }
            });
    return new Both(
        new TranslationNetwork(store.view(manager), shape),
        new EncoderDecoder(new Weights(store.export()), shape, WeightFormat.FLOAT32));
  }

  @ParameterizedTest(name = "beam {0}, length penalty {1}, attention {2}")
  @CsvSource({
    "1, 1, GENERAL",
    "2, 0, GENERAL",
    "3, 0.6, NONE",
    "5, 1, GENERAL",
    "5, 2, NONE",
    "12, 1, GENERAL"
  })
  void search_batchOfManyLengths_equalsAPlainSearchOfEach(
      int beam, double penalty, AttentionKind attention) {
    Both network = network(9, attention, 5);
    DecodingConfig config = new DecodingConfig(beam, beam, penalty, 0.5);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), config, true).search(SOURCES);
    assertEquals(SOURCES.length, found.size());
    Set<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < SOURCES.length; i++) {
      List<ReferenceSearch.Found> expected =
          new ReferenceSearch(network.trained(), manager, SOURCES[i]).beam(config);
      assertSame(expected, found.get(i), beam);
      expected.forEach(end -> lengths.add(end.ids().length));
    }
    assertTrue(lengths.size() > (beam == 1 ? 1 : 2), "sentences end at " + lengths);
  }

  /** Every kind of network runs in plain Java as it was trained on the engine. */
  @ParameterizedTest(name = "{0}, {1} encoder layers, {2} decoder layers, {3}, shared {4}")
  @CsvSource({
    "LSTM, 2, 1, GENERAL, false",
    "LSTM, 1, 1, NONE, true",
    "GRU, 1, 2, GENERAL, true",
    "GRU, 3, 1, NONE, false",
    "RNN, 2, 2, GENERAL, false",
    "LSTM, 1, 3, GENERAL, false",
    "GRU, 1, 4, NONE, true"
  })
  void search_anyNetwork_runsAsItWasTrained(
      CellType cell, int encoder, int decoder, AttentionKind attention, boolean shared) {
    NetworkConfig config = new NetworkConfig(cell, 6, encoder, 5, decoder, 7, attention);
    Both network = network(config, 9, 11, shared);
    DecodingConfig decoding = new DecodingConfig(4, 4, 1, 0.5);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), decoding, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      assertSame(
          new ReferenceSearch(network.trained(), manager, SOURCES[i]).beam(decoding),
          found.get(i),
          4);
    }
  }

  @Test
  void search_shortlist_choosesFromItAlone() {
    Both network = network(9, AttentionKind.GENERAL, 5);
    DecodingConfig config = new DecodingConfig(3, 3, 1, 0.5);
    int[][] all = new int[SOURCE_SIZE][];
    Arrays.fill(all, new int[] {4, 5, 6, 7, 8});
    Shortlist everything = new Shortlist(new int[] {Vocabulary.EOS}, all, 9);
    List<List<Hypothesis>> whole =
        new BeamSearch(network.run(), Optional.empty(), config, true).search(SOURCES);
    List<List<Hypothesis>> listed =
        new BeamSearch(network.run(), Optional.of(everything), config, true).search(SOURCES);
    int[][] own = new int[SOURCE_SIZE][0];
    own[7] = new int[] {4, 8};
    Shortlist few = new Shortlist(new int[] {Vocabulary.EOS, 5}, own, 9);
    List<List<Hypothesis>> chosen =
        new BeamSearch(network.run(), Optional.of(few), config, true).search(SOURCES);
    Set<Integer> used = new TreeSet<>();
    for (int i = 0; i < SOURCES.length; i++) {
      for (int n = 0; n < 3; n++) {
        assertArrayEquals(whole.get(i).get(n).ids(), listed.get(i).get(n).ids());
        assertEquals(
            whole.get(i).get(n).logProbability(), listed.get(i).get(n).logProbability(), 1e-4);
      }
      boolean offered = Arrays.stream(SOURCES[i]).anyMatch(token -> token == 7);
      for (Hypothesis hypothesis : chosen.get(i)) {
        for (int id : hypothesis.ids()) {
          assertTrue(id == 5 || (offered && (id == 4 || id == 8)), "source " + i + ", id " + id);
          used.add(id);
        }
      }
    }
    assertEquals(Set.of(4, 5, 8), used);
  }

  /** One word only: a beam wider than all there is finds all there is, best first. */
  @ParameterizedTest
  @CsvSource({"0", "1", "3"})
  void search_beamWiderThanAllTranslations_findsAllInOrder(double penalty) {
    Both network = network(5, AttentionKind.GENERAL, 6);
    DecodingConfig config = new DecodingConfig(20, 20, penalty, 0.01);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), config, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      List<ReferenceSearch.Found> all =
          new ReferenceSearch(network.trained(), manager, SOURCES[i]).all(config);
      assertEquals(12, all.size()); // none to ten words and the end, or eleven words
      assertSame(all, found.get(i), all.size());
    }
  }

  /** Two words: 4,095 translations of eleven tokens at most, the best of which a beam must find. */
  @Test
  void search_wideBeam_findsTheBestOfAllTranslations() {
    Both network = network(6, AttentionKind.GENERAL, 7);
    ReferenceSearch plain = new ReferenceSearch(network.trained(), manager, SOURCES[0]);
    for (double penalty : new double[] {0, 1}) {
      DecodingConfig config = new DecodingConfig(64, 5, penalty, 0.01);
      List<List<Hypothesis>> found =
          new BeamSearch(network.run(), Optional.empty(), config, false).search(SOURCES);
      List<ReferenceSearch.Found> all = plain.all(config);
      assertEquals(4095, all.size());
      assertSame(all.subList(0, 5), found.get(0), 5);
    }
  }

  /** Nothing may be less probable than the best: the beam is as wide as that of greedy search. */
  @Test
  void search_prunedToTheBest_isGreedy() {
    Both network = network(9, AttentionKind.GENERAL, 5);
    DecodingConfig greedy = new DecodingConfig(1, 1, 1, 0.5);
    List<List<Hypothesis>> expected =
        new BeamSearch(network.run(), Optional.empty(), greedy, true).search(SOURCES);
    DecodingConfig pruned = new DecodingConfig(5, 1, 1, 0.5).withPruning(1e-6);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), pruned, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      assertArrayEquals(expected.get(i).get(0).ids(), found.get(i).get(0).ids());
      assertEquals(expected.get(i).get(0).score(), found.get(i).get(0).score());
    }
  }

  /** What pruning gives up cannot become the best where length earns nothing. */
  @Test
  void search_prunedWidely_findsTheBestOfAllTranslations() {
    Both network = network(6, AttentionKind.GENERAL, 7);
    DecodingConfig config = new DecodingConfig(64, 1, 0, 0.01).withPruning(12);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), config, false).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      ReferenceSearch plain = new ReferenceSearch(network.trained(), manager, SOURCES[i]);
      assertSame(plain.all(config).subList(0, 1), found.get(i), 1);
    }
  }

  @Test
  void search_pruned_findsTheSameInAnyBatch() {
    Both network = network(9, AttentionKind.GENERAL, 5);
    DecodingConfig config = new DecodingConfig(5, 1, 1, 0.5).withPruning(1);
    BeamSearch search = new BeamSearch(network.run(), Optional.empty(), config, false);
    List<List<Hypothesis>> together = search.search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      Hypothesis alone = search.search(new int[][] {SOURCES[i]}).get(0).get(0);
      assertArrayEquals(alone.ids(), together.get(i).get(0).ids());
      assertEquals(alone.logProbability(), together.get(i).get(0).logProbability());
    }
  }

  /** Puts the best hypothesis of source {@code i} among {@code found}. */
  private record Sentence(Hypothesis[] found, int i) implements Item<int[], List<Hypothesis>> {
    @Override
    public int[] value() {
      return SOURCES[i];
    }

    @Override
    public void finish(List<Hypothesis> result) {
      found[i] = result.get(0);
    }
  }

  /** Batches of all sizes that wait for each other, replace each other, or all run at once. */
  @ParameterizedTest(name = "with {0} sentences, {1} tokens left, beam {2}")
  @CsvSource({"0, 0, 3", "1, 100, 3", "2, 4, 1", "3, 8, 3", "4, 100, 1", "100, 100, 3"})
  void search_placesTakenByOthers_findsWhatEachFindsAlone(int sentences, int tokens, int beam) {
    Both network = network(9, AttentionKind.GENERAL, 5);
    int[][] offered = new int[SOURCE_SIZE][0];
    offered[6] = new int[] {6, 7};
    offered[7] = new int[] {4, 8};
    Shortlist shortlist = new Shortlist(new int[] {Vocabulary.EOS, 5}, offered, 9);
    DecodingConfig config = new DecodingConfig(beam, 1, 1, 0.5);
    BeamSearch search = new BeamSearch(network.run(), Optional.of(shortlist), config, true);
    Hypothesis[] found = new Hypothesis[SOURCES.length];
    Queue<List<Sentence>> batches = new ArrayDeque<>();
    for (int[] bounds : new int[][] {{0, 1}, {1, 4}, {4, 6}}) {
      batches.add(
          IntStream.range(bounds[0], bounds[1]).mapToObj(i -> new Sentence(found, i)).toList());
    }
    search.search(() -> batches.isEmpty() ? List.of() : batches.remove(), sentences, tokens);
    assertTrue(batches.isEmpty());
    for (int i = 0; i < SOURCES.length; i++) {
      Hypothesis alone = search.search(new int[][] {SOURCES[i]}).get(0).get(0);
      assertArrayEquals(alone.ids(), found[i].ids());
      assertEquals(alone.logProbability(), found[i].logProbability());
      assertArrayEquals(alone.attention(), found[i].attention());
    }
  }

  /** Whoever asks for several translations gets those of the whole beam. */
  @Test
  void search_severalWanted_doesNotPrune() {
    Both network = network(9, AttentionKind.GENERAL, 5);
    DecodingConfig whole = new DecodingConfig(5, 5, 1, 0.5);
    List<List<Hypothesis>> expected =
        new BeamSearch(network.run(), Optional.empty(), whole, true).search(SOURCES);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), whole.withPruning(0.1), true)
            .search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      assertEquals(5, found.get(i).size());
      for (int n = 0; n < 5; n++) {
        assertArrayEquals(expected.get(i).get(n).ids(), found.get(i).get(n).ids());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AttentionKind.class)
  void search_attention_sumsToOneOverTheSourceAlone(AttentionKind attention) {
    Both network = network(9, attention, 5);
    DecodingConfig config = new DecodingConfig(3, 3, 1, 1);
    List<List<Hypothesis>> found =
        new BeamSearch(network.run(), Optional.empty(), config, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      for (Hypothesis hypothesis : found.get(i)) {
        float[][] rows = hypothesis.attention();
        if (attention == AttentionKind.NONE) {
          assertEquals(0, rows.length);
          continue;
        }
        assertTrue(rows.length - hypothesis.ids().length <= 1, "a row for every id, and EOS");
        assertTrue(rows.length >= hypothesis.ids().length, "a row for every id, and EOS");
        for (float[] row : rows) {
          assertEquals(SOURCES[i].length, row.length);
          double sum = 0;
          for (float weight : row) {
            assertTrue(weight >= 0, Arrays.toString(row));
            sum += weight;
          }
          assertEquals(1, sum, 1e-5);
        }
      }
    }
  }

  @Test
  void search_twice_givesTheSame() {
    BeamSearch search =
        new BeamSearch(
            network(9, AttentionKind.GENERAL, 5).run(),
            Optional.empty(),
            new DecodingConfig(4, 2, 1, 1),
            true);
    List<List<Hypothesis>> first = search.search(SOURCES);
    List<List<Hypothesis>> second = search.search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      for (int n = 0; n < first.get(i).size(); n++) {
        assertArrayEquals(first.get(i).get(n).ids(), second.get(i).get(n).ids());
        assertEquals(first.get(i).get(n).logProbability(), second.get(i).get(n).logProbability());
      }
    }
  }

  private static void assertSame(
      List<ReferenceSearch.Found> expected, List<Hypothesis> actual, int most) {
    List<String> wanted = new ArrayList<>();
    expected.forEach(found -> wanted.add(Arrays.toString(found.ids())));
    List<String> given = new ArrayList<>();
    actual.forEach(found -> given.add(Arrays.toString(found.ids())));
    assertEquals(wanted.subList(0, Math.min(most, wanted.size())), given);
    for (int n = 0; n < actual.size(); n++) {
      assertEquals(expected.get(n).logProbability(), actual.get(n).logProbability(), 2e-4);
      assertEquals(expected.get(n).score(), actual.get(n).score(), 2e-4);
      for (int id : actual.get(n).ids()) {
        assertTrue(!Vocabulary.isSpecial(id), "special id " + id);
      }
    }
  }
}
