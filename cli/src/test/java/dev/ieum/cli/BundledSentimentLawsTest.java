package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bundled Korean model on real reviews: the same answer in any company, on any threads. */
@Tag("slow")
class BundledSentimentLawsTest {
  private static final int TEXTS = 5000;
  private static final int SHARING = 32;
  private static final int CALLS = 100_000;

  @Test
  void analyze_anyBatchAndThreads_sameAnswers() throws Exception {
    List<String> texts = spread();
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve("sentiment-ko"));
    List<Sentiment> alone = alone(texts, bundle);
    for (int threads : new int[] {1, 2}) {
      try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, threads)) {
        analyzer.accelerate();
        for (int batch : new int[] {7, 64, TEXTS}) {
          long began = System.nanoTime();
          List<Sentiment> found = new ArrayList<>();
          for (int i = 0; i < texts.size(); i += batch) {
            found.addAll(analyzer.analyze(texts.subList(i, Math.min(texts.size(), i + batch))));
          }
          System.out.printf(
              "%d threads, batches of %d: %.1f s, %d labels differ, scores by %.2g%n",
              threads,
              batch,
              (System.nanoTime() - began) / 1e9,
              differences(alone, found),
              largestDrift(alone, found));
          assertEquals(alone, found);
        }
      }
    }
  }

  @Test
  void analyze_manyThreadsShareOneAnalyzer_answerAsOne() throws Exception {
    List<String> texts = spread();
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve("sentiment-ko"));
    List<Sentiment> alone = alone(texts, bundle);
    ExecutorService pool = Executors.newFixedThreadPool(SHARING);
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 2)) {
      analyzer.accelerate();
      long began = System.nanoTime();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int t = 0; t < SHARING; t++) {
        int first = t * TEXTS / SHARING;
        counts.add(pool.submit(() -> wrong(analyzer, texts, alone, first)));
      }
      int wrong = 0;
      for (Future<Integer> count : counts) {
        wrong += count.get();
      }
      System.out.printf(
          "%d threads, %,d calls: %.1f s, %d results differ%n",
          SHARING, CALLS, (System.nanoTime() - began) / 1e9, wrong);
      assertEquals(0, wrong);
    } finally {
      pool.shutdown();
    }
  }

  /** Returns how many of a thread's results differ from those given alone. */
  private static int wrong(
      SentimentAnalyzer analyzer, List<String> texts, List<Sentiment> alone, int first) {
    int wrong = 0;
    for (int i = 0; i < CALLS / SHARING; i++) {
      int n = (first + i) % texts.size();
      wrong += analyzer.analyze(texts.get(n)).equals(alone.get(n)) ? 0 : 1;
    }
    return wrong;
  }

  private static List<Sentiment> alone(List<String> texts, ModelBundle bundle) throws IOException {
    // In plain Java at first; then the library comes.
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      List<Sentiment> alone = texts.stream().map(analyzer::analyze).toList();
      assertTrue(alone.stream().map(Sentiment::score).distinct().count() > TEXTS / 2);
      return alone;
    }
  }

  /** Texts from all over the test set. */
  private static List<String> spread() throws IOException {
    Path data = Path.of(String.valueOf(System.getenv("IEUM_DATA")));
    assumeTrue(Files.isDirectory(data.resolve("nsmc")), () -> "IEUM_DATA = " + data);
    List<LabeledText> all =
        CorpusCatalog.bundled().find("nsmc").orElseThrow().labeled(data, "test").readAll();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      texts.add(all.get(i * (all.size() / TEXTS)).text());
    }
    return texts;
  }

  private static int differences(List<Sentiment> expected, List<Sentiment> actual) {
    int count = 0;
    for (int i = 0; i < expected.size(); i++) {
      count += expected.get(i).label().equals(actual.get(i).label()) ? 0 : 1;
    }
    return count;
  }

  private static double largestDrift(List<Sentiment> expected, List<Sentiment> actual) {
    double drift = 0;
    for (int i = 0; i < expected.size(); i++) {
      drift = Math.max(drift, Math.abs(expected.get(i).score() - actual.get(i).score()));
    }
    return drift;
  }
}
