package dev.ieum.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.CellType;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceSessionTest {
  @TempDir private static Path directory;

  private static SequenceModel open(CellType cell, int layers, long seed) throws IOException {
    return SequenceModel.open(
        TinyModels.bundle(directory, cell, layers, seed), ProductPrecision.FLOAT32);
  }

  private static SequenceSession read(SequenceModel model, List<String> events) {
    SequenceSession session = model.start();
    events.forEach(session::accept);
    return session;
  }

  @ParameterizedTest(name = "{0}, {1} layers, {2}")
  @CsvSource({"GRU, 1, INT8", "GRU, 2, FLOAT32", "LSTM, 2, INT8", "RNN, 1, FLOAT32"})
  void accept_eventByEvent_equalsTheWholeToTheBit(
      CellType cell, int layers, ProductPrecision precision) throws IOException {
    assertEventByEventEqualsTheWhole(TinyModels.bundle(directory, cell, layers, 1), precision);
  }

  @ParameterizedTest
  @CsvSource({"1, INT8", "2, FLOAT32"})
  void accept_transformerEventByEvent_equalsTheWholeToTheBit(int layers, ProductPrecision precision)
      throws IOException {
    assertEventByEventEqualsTheWhole(TinyModels.transformer(directory, layers, 1), precision);
  }

  private static void assertEventByEventEqualsTheWhole(
      ModelBundle bundle, ProductPrecision precision) throws IOException {
    try (SequenceModel model = SequenceModel.open(bundle, precision)) {
      List<List<String>> sequences = new ArrayList<>();
      for (int s = 0; s < 7; s++) {
        sequences.add(TinyModels.events(30, s));
      }
      // All sequences together, as an evaluation reads them.
      SequencePredictor network = model.network();
      List<SequenceState> states = sequences.stream().map(any -> network.start()).toList();
      for (int t = 0; t < 30; t++) {
        int step = t;
        int[] ids = sequences.stream().mapToInt(events -> model.id(events.get(step))).toArray();
        states = network.advance(ids, states);
      }
      float[][] scores = new float[sequences.size()][network.vocabularySize()];
      network.score(states, scores);
      for (int s = 0; s < sequences.size(); s++) {
        SequenceSession session = read(model, sequences.get(s));
        assertTrue(
            Arrays.deepEquals(states.get(s).hidden(), session.state().hidden()), "sequence " + s);
        float[][] own = new float[1][network.vocabularySize()];
        network.score(List.of(session.state()), own);
        assertArrayEquals(scores[s], own[0]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GRU, 1", "LSTM, 2"})
  void restore_halfway_goesOnWithTheSameBits(CellType cell, int layers) throws IOException {
    List<String> events = TinyModels.events(40, 5);
    byte[] half;
    SequenceSession whole;
    try (SequenceModel model = open(cell, layers, 1)) {
      half = read(model, events.subList(0, 20)).snapshot();
      whole = read(model, events);
    }
    try (SequenceModel again = open(cell, layers, 1)) {
      SequenceSession session = again.restore(half);
      events.subList(20, 40).forEach(session::accept);
      assertEquals(40, session.count());
      assertArrayEquals(whole.snapshot(), session.snapshot());
    }
  }

  @Test
  void restore_ofATransformer_goesOnWithTheSameBitsAndRefusesOtherSizes() throws IOException {
    List<String> events = TinyModels.events(30, 5);
    ModelBundle bundle = TinyModels.transformer(directory, 2, 1);
    try (SequenceModel model = SequenceModel.open(bundle, ProductPrecision.FLOAT32)) {
      byte[] half = read(model, events.subList(0, 10)).snapshot();
      SequenceSession session = model.restore(half);
      events.subList(10, 30).forEach(session::accept);
      byte[] whole = read(model, events).snapshot();
      assertArrayEquals(whole, session.snapshot());
      // An embedding of 12 and keys and values of 2 layers for each of 30 events and BOS.
      assertEquals(25 + 4 * (12 + 31 * 2 * 2 * 12), whole.length);
      for (int length = 0; length < half.length; length++) {
        byte[] cut = Arrays.copyOf(half, length);
        assertThrows(IllegalArgumentException.class, () -> model.restore(cut));
      }
      byte[] more = half.clone();
      java.nio.ByteBuffer.wrap(more).putLong(9, Long.MAX_VALUE / 2); // the count
      assertThrows(IllegalArgumentException.class, () -> model.restore(more));
    }
  }

  @Test
  void restore_ofAnotherModelOrDamaged_isRefused() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1);
        SequenceModel other = open(CellType.GRU, 1, 2)) {
      byte[] snapshot = read(model, TinyModels.events(3, 1)).snapshot();
      assertEquals(
          "snapshot is of another model than tiny-2; begin the sequence anew",
          assertThrows(IllegalArgumentException.class, () -> other.restore(snapshot)).getMessage());
      for (int length = 0; length < snapshot.length; length++) {
        byte[] cut = Arrays.copyOf(snapshot, length);
        assertThrows(IllegalArgumentException.class, () -> model.restore(cut));
      }
      byte[] longer = Arrays.copyOf(snapshot, snapshot.length + 1);
      assertThrows(IllegalArgumentException.class, () -> model.restore(longer));
    }
  }

  @Test
  void sessions_onSeveralThreads_doNotTouchEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SequenceModel model = open(CellType.LSTM, 2, 1)) {
      List<Callable<byte[]>> readers = new ArrayList<>();
      for (int s = 0; s < 8; s++) {
        List<String> events = TinyModels.events(500, s);
        readers.add(() -> read(model, events).snapshot());
      }
      List<Future<byte[]>> together = threads.invokeAll(readers);
      for (int s = 0; s < 8; s++) {
        assertArrayEquals(readers.get(s).call(), together.get(s).get(), "sequence " + s);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void snapshot_afterMoreEvents_staysAsLarge() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1)) {
      assertEquals(25 + 4 * 20, read(model, TinyModels.events(5_000, 1)).snapshot().length);
      SequenceSession remembering = model.start(10);
      TinyModels.events(5_000, 1).forEach(remembering::accept);
      assertEquals(25 + 4 * 10 + 4 * 20, remembering.snapshot().length);
    }
  }

  @Test
  @Tag("slow")
  void accept_aMillionEvents_heapStaysFlat() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1)) {
      SequenceSession session = model.start(100);
      List<String> events = TinyModels.events(10_000, 1);
      events.forEach(session::accept);
      long early = heap();
      for (int i = 0; i < 99; i++) {
        events.forEach(session::accept);
      }
      long grown = heap() - early;
      assertEquals(1_000_000, session.count());
      assertTrue(grown < 2 << 20, "the heap grew by " + grown + " bytes");
    }
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void next_ranksAllThatMayCome_probabilitiesSumToOne() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1)) {
      List<Next> all = read(model, List.of("e1", "e2")).next(1_000);
      assertEquals(41, all.size()); // 40 events and the end
      assertEquals(1, all.stream().mapToDouble(Next::probability).sum(), 1e-5);
      for (int i = 1; i < all.size(); i++) {
        assertTrue(all.get(i - 1).probability() >= all.get(i).probability());
      }
      assertEquals(all.subList(0, 5), read(model, List.of("e1", "e2")).next(5));
      assertTrue(all.stream().anyMatch(next -> next.event().equals(SequenceModel.END)));
    }
  }

  @Test
  void next_remembering_leavesOutTheLatestEvents() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1)) {
      SequenceSession session = model.start(2);
      List.of("e1", "e2", "e3", "e2").forEach(session::accept);
      List<String> next = session.next(100).stream().map(Next::event).toList();
      assertTrue(next.contains("e1")); // the oldest of three
      assertFalse(next.contains("e2") || next.contains("e3"));
      List<Next> restored = model.restore(session.snapshot()).next(100);
      assertEquals(session.next(100), restored);
    }
  }

  @Test
  void accept_unknownEventOrSpecialToken_readsUnknown() throws IOException {
    try (SequenceModel model = open(CellType.GRU, 1, 1)) {
      byte[] unknown = read(model, List.of("never seen")).snapshot();
      assertArrayEquals(unknown, read(model, List.of("<s>")).snapshot());
      assertArrayEquals(unknown, read(model, List.of("</s>")).snapshot());
      assertFalse(model.knows("</s>"));
    }
  }

  @Test
  void accept_modelClosed_isRefused() throws IOException {
    SequenceModel model = open(CellType.GRU, 1, 1);
    SequenceSession session = model.start();
    model.close();
    assertThrows(IllegalStateException.class, () -> session.accept("e1"));
    assertThrows(IllegalStateException.class, () -> session.next(1));
  }
}
