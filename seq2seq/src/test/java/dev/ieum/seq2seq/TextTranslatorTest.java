package dev.ieum.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.runtime.Int8Library;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.train.ToyModel;
import dev.ieum.seq2seq.train.ToyTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The façade's promises: company, threads and closing never change a translation. */
class TextTranslatorTest {
  private static ModelBundle bundle;
  private static List<String> lines;
  private static DecodingConfig config;
  private static List<Translation> alone;

  /** Lines of many lengths, most of them such as the model never saw, so that it is unsure. */
  @BeforeAll
  static void translateAlone() throws Exception {
    bundle = ToyModel.get().bundle();
    lines =
        new ArrayList<>(
            ToyModel.get().task().pairs(36, 9, new Random(3)).stream()
                .map(ToyTask.Pair::source)
                .toList());
    lines.add(5, "");
    lines.add(9, "vis 물고기 🐟 nul");
    lines.add(20, "een ".repeat(150));
    try (TextTranslator translator = TextTranslator.open(bundle, 1, ProductPrecision.INT8, 1)) {
      config = translator.decoding().withNbest(4);
      alone = translator.translate(lines, config, true);
    }
  }

  @Test
  void translate_anyBatchAndThreads_sameTranslations() throws Exception {
    for (int threads : new int[] {1, 2}) {
      for (int batch : new int[] {1, 7, 64}) {
        try (TextTranslator translator =
            TextTranslator.open(bundle, threads, ProductPrecision.INT8, batch)) {
          assertSame(alone, translator.translate(lines, config, true));
        }
      }
    }
  }

  /** The library of the tensor engine takes over from Java, to the bit. */
  @Test
  void accelerate_anyBatchAndThreads_sameTranslations() throws Exception {
    for (int threads : new int[] {1, 2}) {
      for (int batch : new int[] {1, 7, 64}) {
        try (TextTranslator translator =
            TextTranslator.open(bundle, threads, ProductPrecision.INT8, batch)) {
          assertSame(alone, translator.translate(lines, config, true));
          assertEquals(translator.accelerate(), Int8Library.isNative());
          assertSame(alone, translator.translate(lines, config, true));
        }
      }
    }
  }

  @Test
  void translate_manySentences_sameTranslations() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
      for (int time = 0; time < 20; time++) { // the library comes somewhere between
        assertSame(alone, translator.translate(lines, config, true));
      }
    }
  }

  @Test
  void translate_inFloats_isNearlyTheSame() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 1, ProductPrecision.FLOAT32)) {
      assertEquals(false, translator.accelerate());
      List<Translation> floats = translator.translate(lines, config, true);
      int same = 0;
      double gap = 0;
      for (int i = 0; i < lines.size(); i++) {
        if (floats.get(i).text().equals(alone.get(i).text())) {
          same++;
          gap =
              Math.max(
                  gap, Math.abs(floats.get(i).logProbability() - alone.get(i).logProbability()));
        }
      }
      assertTrue(same > lines.size() * 3 / 4, same + " of " + lines.size() + " are the same");
      assertTrue(gap > 0, "eight bits are not floats");
      assertTrue(gap < 1, "log-probabilities differ by " + gap);
    }
  }

  @Test
  void translate_linesInAnyOrder_sameTranslations() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
      List<Integer> order = new ArrayList<>();
      for (int i = lines.size() - 1; i >= 0; i--) {
        order.add(i);
      }
      assertSame(
          order.stream().map(alone::get).toList(),
          translator.translate(order.stream().map(lines::get).toList(), config, true));
    }
  }

  @Test
  void translate_alignment_linksTokensOfTheLineOnly() throws Exception {
    // The model's tokenizers keep digits whole on the source side, where each word is one token.
    for (int i = 0; i < lines.size(); i++) {
      int words = lines.get(i).isBlank() ? 0 : lines.get(i).strip().split(" ", -1).length;
      if (lines.get(i).startsWith("vis")) {
        continue; // rare characters are spelled in bytes
      }
      for (Translation.Alignment link : alone.get(i).alignment()) {
        assertTrue(link.source() >= 0 && link.source() < words, lines.get(i) + ": " + link);
        assertTrue(link.probability() > 0 && link.probability() < 1.00001f, link.toString());
      }
    }
  }

  @Test
  void translate_shared32Threads_sameAsOne() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(32);
    try (TextTranslator translator = TextTranslator.open(bundle, 4)) {
      CountDownLatch together = new CountDownLatch(1);
      List<Future<List<Translation>>> found = new ArrayList<>();
      for (int caller = 0; caller < 32; caller++) {
        int from = caller % 8;
        found.add(
            callers.submit(
                () -> {
                  together.await();
                  return translator.translate(lines.subList(from, from + 9), config, true);
                }));
      }
      together.countDown();
      for (int caller = 0; caller < 32; caller++) {
        int from = caller % 8;
        assertSame(alone.subList(from, from + 9), found.get(caller).get(5, TimeUnit.MINUTES));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void close_whileInUse_finishesWhatHasBegunAndRefusesTheRest() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    TextTranslator translator = TextTranslator.open(bundle, 2);
    AtomicInteger finished = new AtomicInteger();
    CountDownLatch busy = new CountDownLatch(8);
    List<Future<String>> endings = new ArrayList<>();
    try {
      for (int caller = 0; caller < 8; caller++) {
        endings.add(
            callers.submit(
                () -> {
                  while (true) {
                    List<Translation> found;
                    try {
                      found = translator.translate(lines.subList(0, 4), config, true);
                    } catch (IllegalStateException closed) {
                      return closed.getMessage();
                    }
                    assertSame(alone.subList(0, 4), found);
                    finished.incrementAndGet();
                    busy.countDown();
                  }
                }));
      }
      assertTrue(busy.await(5, TimeUnit.MINUTES), "callers are busy");
      translator.close();
      int atClose = finished.get();
      for (Future<String> ending : endings) {
        assertEquals("this translator is closed; open another", ending.get(5, TimeUnit.MINUTES));
      }
      assertTrue(finished.get() - atClose <= 8, "began after closing");
    } finally {
      translator.close(); // a second time does no harm
      callers.shutdownNow();
    }
    assertThrows(IllegalStateException.class, () -> translator.translate("een"));
  }

  @Test
  void close_thenAnyMethod_saysSo() throws Exception {
    TextTranslator translator = TextTranslator.open(bundle, 1);
    Iterator<Translation> begun = translator.translate(lines.stream(), config, true).iterator();
    translator.close();
    List<Executable> methods =
        List.of(
            () -> translator.translate("een"),
            () -> translator.translate(List.of("een"), config),
            () -> translator.translate(List.of(), config),
            () -> translator.translate(Stream.of("een"), config, false),
            () -> translator.translateAsync("een"),
            () -> translator.translateAsync(lines, config, true),
            () -> translator.decoding(),
            () -> translator.accelerate(),
            begun::next);
    for (Executable method : methods) {
      IllegalStateException e = assertThrows(IllegalStateException.class, method);
      assertEquals("this translator is closed; open another", e.getMessage());
    }
  }

  @Test
  void translate_listStreamAndFuture_sameTranslations() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 2);
        Stream<Translation> stream =
            translator.translate(
                IntStream.range(0, 500).mapToObj(i -> lines.get(i % lines.size())), config, true)) {
      assertSame(alone, translator.translateAsync(lines, config, true).get());
      List<Translation> streamed = stream.toList();
      for (int i = 0; i < 500; i++) {
        int line = i % lines.size();
        assertSame(alone.subList(line, line + 1), streamed.subList(i, i + 1));
      }
      assertEquals(
          translator.translate(lines.get(0)), translator.translateAsync(lines.get(0)).get().text());
    }
  }

  /** Callers with different settings share the threads, not the search. */
  @Test
  void translate_manyCallersWithDifferentSettings_sameAsAlone() throws Exception {
    List<DecodingConfig> configs = List.of(config, config.withNbest(1), config.withNbest(2));
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      List<CompletableFuture<List<Translation>>> found = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        found.add(
            translator.translateAsync(
                lines.subList(i % 20, i % 20 + 3), configs.get(i % 3), i % 3 == 0));
      }
      for (int i = 0; i < 60; i++) {
        List<Translation> expected =
            i % 3 == 0
                ? alone.subList(i % 20, i % 20 + 3)
                : translator.translate(lines.subList(i % 20, i % 20 + 3), configs.get(i % 3));
        assertSame(expected, found.get(i).get());
      }
    }
  }

  @Test
  void translateAsync_cancelledOrTooLate_leavesTheSearch() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      List<String> endless = Collections.nCopies(200_000, lines.get(20));
      CompletableFuture<List<Translation>> cancelled =
          translator.translateAsync(endless.subList(0, 2000), config, true);
      CompletableFuture<List<Translation>> late =
          translator
              .translateAsync(endless.subList(0, 2000), config, true)
              .orTimeout(1, TimeUnit.MILLISECONDS);
      cancelled.cancel(false);
      ExecutionException e = assertThrows(ExecutionException.class, late::get);
      assertEquals(TimeoutException.class, e.getCause().getClass());
      // Both would keep the only thread for minutes: others come through, and closing, too.
      assertSame(alone, translator.translate(lines, config, true));
    }
  }

  @Test
  void translate_interrupted_givesUpAndStaysInterrupted() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> translator.translate(lines, config, true));
      assertTrue(Thread.interrupted());
      assertSame(alone, translator.translate(lines, config, true));
    }
  }

  @Test
  void translate_twoThousandShortThreads_sameTranslations() throws Exception {
    try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
      AtomicInteger right = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        int line = i % 5;
        Thread thread =
            new Thread(
                () -> {
                  assertSame(
                      alone.subList(line, line + 1),
                      translator.translate(lines.subList(line, line + 1), config, true));
                  right.incrementAndGet();
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(2000, right.get());
    }
  }

  @Test
  void translate_endlessStream_takesAFewAheadAndStopsWhenClosed() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    try (TextTranslator translator = TextTranslator.open(bundle, 2);
        Stream<Translation> stream =
            translator.translate(
                Stream.generate(() -> lines.get(taken.getAndIncrement() % 5)), config, true)) {
      Iterator<Translation> translations = stream.iterator();
      for (int i = 0; i < 200; i++) {
        assertSame(alone.subList(i % 5, i % 5 + 1), List.of(translations.next()));
      }
      assertTrue(taken.get() <= 200 + 4 * 64, taken + " lines taken for 200 translations");
    }
  }

  /** Everything a user sees is equal; probabilities but for the rounding of their sums. */
  private static void assertSame(List<Translation> expected, List<Translation> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Translation e = expected.get(i);
      Translation a = actual.get(i);
      assertEquals(e.source(), a.source());
      assertEquals(e.text(), a.text());
      assertEquals(
          e.nbest().stream().map(Translation.Candidate::text).toList(),
          a.nbest().stream().map(Translation.Candidate::text).toList());
      assertEquals(e.logProbability(), a.logProbability(), 1e-3);
      assertEquals(
          e.alignment().stream().map(link -> link.source() + "-" + link.target()).toList(),
          a.alignment().stream().map(link -> link.source() + "-" + link.target()).toList());
    }
  }
}
