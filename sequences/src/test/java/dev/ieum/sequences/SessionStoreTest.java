package dev.ieum.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.CellType;
import dev.ieum.datasets.CorpusFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {
  @TempDir private Path directory;
  private SequenceModel model;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("states.bin");
    model =
        SequenceModel.open(
            TinyModels.bundle(directory, CellType.GRU, 1, 1), ProductPrecision.FLOAT32);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private SessionStore store(Path path, int limit) throws IOException {
    return SessionStore.open(model, 0, limit, path);
  }

  private static Path log(Path path) {
    return path.resolveSibling(path.getFileName() + ".log");
  }

  /** Returns copies of the files as they are now: what a kill would leave. */
  private Path killed(String name) throws IOException {
    Path copy = directory.resolve(name);
    Files.copy(file, copy);
    Files.copy(log(file), log(copy));
    return copy;
  }

  private byte[] expected(List<String> events) {
    SequenceSession session = model.start();
    events.forEach(session::accept);
    return session.snapshot();
  }

  @Test
  void open_afterClose_goesOnExactly() throws IOException {
    try (SessionStore store = store(file, 10)) {
      store.accept("a", "e1");
      store.accept("b", "e2");
      store.accept("a", "e3");
    }
    assertEquals(0, Files.size(log(file)));
    try (SessionStore store = store(file, 10)) {
      assertEquals(3, store.events());
      assertArrayEquals(expected(List.of("e1", "e3", "e4")), store.accept("a", "e4").snapshot());
      assertArrayEquals(expected(List.of("e2", "e5")), store.accept("b", "e5").snapshot());
    }
  }

  @Test
  void open_afterKill_holdsWhatWasCommittedAndNoMore() throws IOException {
    try (SessionStore store = store(file, 10)) {
      store.accept("a", "e1");
      store.commit();
      store.accept("a", "e2");
      store.accept("b", "e3");
      store.commit();
      store.accept("a", "e9"); // never committed
      Path left = killed("killed");
      try (SessionStore again = store(left, 10)) {
        assertEquals(3, again.events());
        assertArrayEquals(expected(List.of("e1", "e2", "e4")), again.accept("a", "e4").snapshot());
      }
    }
  }

  @Test
  void open_logCutAnywhere_holdsWholeCommits() throws IOException {
    try (SessionStore store = store(file, 10)) {
      for (int i = 0; i < 3; i++) {
        store.accept("a", "e" + i);
        store.commit();
      }
      byte[] log = Files.readAllBytes(log(file));
      long before = 0;
      for (int length = 0; length <= log.length; length += length < 12 ? 4 : 29) {
        Path left = killed("cut" + length);
        Files.write(log(left), java.util.Arrays.copyOf(log, length));
        try (SessionStore again = store(left, 10)) {
          assertTrue(again.events() >= before);
          before = again.events();
          List<String> held = List.of("e0", "e1", "e2").subList(0, (int) before);
          List<String> all = new java.util.ArrayList<>(held);
          all.add("e7");
          assertArrayEquals(expected(all), again.accept("a", "e7").snapshot());
        }
      }
      assertTrue(before >= 2, before + " events held"); // the last cut may be within a record
    }
  }

  @Test
  void open_killedBetweenFileAndLog_doublesNothing() throws IOException {
    Path left;
    try (SessionStore store = store(file, 10)) {
      store.accept("a", "e1");
      store.commit();
      store.accept("a", "e2");
      store.commit();
      left = killed("old");
    }
    Files.copy(file, left, java.nio.file.StandardCopyOption.REPLACE_EXISTING); // the log is older
    try (SessionStore again = store(left, 10)) {
      assertEquals(2, again.events());
      assertArrayEquals(expected(List.of("e1", "e2", "e3")), again.accept("a", "e3").snapshot());
    }
  }

  @Test
  void accept_tooManyKeys_dropsTheOneUsedLongestAgo() throws IOException {
    try (SessionStore store = store(file, 2)) {
      store.accept("a", "e1");
      store.accept("b", "e1");
      store.accept("a", "e2");
      store.accept("c", "e1"); // drops b
      assertEquals(2, store.size());
      assertEquals(1, store.dropped());
      store.commit();
      try (SessionStore again = store(killed("lru"), 2)) {
        assertArrayEquals(expected(List.of("e1", "e2", "e5")), again.accept("a", "e5").snapshot());
        assertArrayEquals(expected(List.of("e5")), again.accept("b", "e5").snapshot());
      }
    }
  }

  @Test
  void commit_largeLog_isFoldedIntoTheFile() throws IOException {
    try (SessionStore store = store(file, 10)) {
      store.smallestLog(4_000);
      long most = 0;
      for (int i = 0; i < 101; i++) {
        store.accept("a", "e1");
        if (i % 2 == 0) {
          store.commit();
          most = Math.max(most, Files.size(log(file)));
        }
      }
      assertTrue(most < 4_500, "the log grew to " + most + " bytes");
      assertTrue(Files.size(log(file)) < most);
      try (SessionStore again = store(killed("folded"), 10)) {
        assertEquals(101, again.events());
      }
    }
  }

  @Test
  void open_damagedOrOfAnotherModel_isRefused() throws IOException {
    store(file, 10).close();
    byte[] bytes = Files.readAllBytes(file);
    bytes[12] ^= 1;
    Path damaged = Files.write(directory.resolve("damaged"), bytes);
    assertThrows(CorpusFormatException.class, () -> store(damaged, 10));
    try (SequenceModel other =
        SequenceModel.open(
            TinyModels.bundle(directory, CellType.GRU, 1, 2), ProductPrecision.FLOAT32)) {
      CorpusFormatException e =
          assertThrows(CorpusFormatException.class, () -> SessionStore.open(other, 0, 10, file));
      assertTrue(e.getMessage().contains("expected states of model tiny-2"), e.getMessage());
    }
    store(file, 10).close(); // it was left as it was
  }

  @Test
  void open_inUse_isRefused() throws IOException {
    try (SessionStore held = store(file, 10)) {
      held.accept("a", "e1");
      IOException e = assertThrows(IOException.class, () -> store(file, 10));
      assertTrue(e.getMessage().contains("in use by another run"), e.getMessage());
    }
  }
}
