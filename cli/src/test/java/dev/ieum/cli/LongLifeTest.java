package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that run for months: models opened and closed, and a new thread for each request. */
@Tag("slow")
class LongLifeTest {
  private static final List<String> LINES = List.of("내일 아침 일찍 일어나야 해요.");
  private static final long SLACK = 24_000; // kB

  @Test
  void open_andCloseHundredsOfTimes_memoryStaysFlat() throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve("translation-ko-en"));
    String expected = null;
    long before = 0;
    for (int i = 0; i < 400; i++) {
      try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
        String text = text(translator);
        expected = expected == null ? text : expected;
        assertEquals(expected, text);
      }
      if (i == 100) {
        before = used();
      }
    }
    assertFlat(before);
  }

  @Test
  void translate_inThousandsOfShortThreads_memoryStaysFlat()
      throws IOException, InterruptedException, ExecutionException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve("translation-ko-en"));
    try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
      String expected = text(translator);
      int threads = Thread.activeCount();
      long before = 0;
      for (int i = 0; i < 2_000; i++) {
        FutureTask<String> task = new FutureTask<>(() -> text(translator));
        Thread thread = new Thread(task);
        thread.start();
        assertEquals(expected, task.get());
        thread.join();
        if (i == 500) {
          before = used();
        }
      }
      assertTrue(Thread.activeCount() < threads + 10);
      assertFlat(before);
    }
  }

  private static String text(TextTranslator translator) {
    List<Translation> found = translator.translate(LINES, translator.decoding());
    return found.get(0).text();
  }

  private static void assertFlat(long before) {
    long after = used();
    System.out.printf("in use: %,d kB, then %,d kB%n", before, after);
    assertTrue(after - before < SLACK, "grown from %,d to %,d kB".formatted(before, after));
  }

  /** Returns the kB of objects after collections and of buffers outside the heap. */
  private static long used() {
    System.gc();
    System.gc();
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return (ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers) / 1024;
  }
}
