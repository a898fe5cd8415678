package dev.ieum.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.runtime.Int8Library;
import dev.ieum.sentiment.train.ToyReviews;
import dev.ieum.sentiment.train.ToyReviews.Review;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentAnalyzerTest {
  private static final List<String> TEXTS =
      ToyReviews.reviews(600, 77).stream().map(Review::text).toList();

  @Test
  void analyze_unseenReviews_readsNegation() throws Exception {
    List<Review> reviews = ToyReviews.reviews(500, 99);
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 2)) {
      List<Sentiment> read = analyzer.analyze(reviews.stream().map(Review::text).toList());
      int right = 0;
      for (int i = 0; i < reviews.size(); i++) {
        right += read.get(i).label().equals("positive") == reviews.get(i).positive() ? 1 : 0;
      }
      assertTrue(right >= 475, right + " of 500");
    }
  }

  @Test
  void close_thenAnyMethod_saysSo() throws Exception {
    SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1);
    Iterator<Sentiment> begun = analyzer.analyze(TEXTS.iterator());
    analyzer.close();
    analyzer.close();
    List<Executable> methods =
        List.of(
            () -> analyzer.analyze("good"),
            () -> analyzer.analyze(List.of("good")),
            () -> analyzer.analyze(List.of()),
            () -> analyzer.analyze(Stream.of("good")),
            () -> analyzer.analyze(List.of("good").iterator()),
            () -> analyzer.analyzeAsync(List.of("good")),
            () -> analyzer.analyzeSentences("Good."),
            () -> analyzer.explain("good"),
            () -> analyzer.labels(),
            () -> analyzer.labelOf("1"),
            () -> analyzer.accelerate(),
            begun::next);
    for (Executable method : methods) {
      IllegalStateException e = assertThrows(IllegalStateException.class, method);
      assertEquals("this analyzer is closed; open another", e.getMessage());
    }
  }

  @Test
  void analyze_interrupted_givesUpAndStaysInterrupted() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> analyzer.analyze(TEXTS));
      assertTrue(Thread.interrupted());
      assertEquals(TEXTS.size(), analyzer.analyze(TEXTS).size());
    }
  }

  @Test
  void analyze_twoThousandShortThreads_sameAnswers() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 2)) {
      List<Sentiment> expected = analyzer.analyze(TEXTS);
      AtomicInteger right = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        int text = i % TEXTS.size();
        Thread thread =
            new Thread(
                () -> {
                  if (analyzer.analyze(TEXTS.get(text)).equals(expected.get(text))) {
                    right.incrementAndGet();
                  }
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
  void analyze_anyText_probabilitiesAddUpAndAgreeWithTheScore() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      for (String text :
          List.of("", "  \t", "was not good", "\ud800", "한국어 \uD83D\uDE00", "good")) {
        Sentiment read = analyzer.analyze(text);
        assertEquals(List.of("negative", "positive"), List.copyOf(read.probabilities().keySet()));
        double negative = read.probabilities().get("negative");
        double positive = read.probabilities().get("positive");
        assertEquals(1, negative + positive, 1e-9);
        String likeliest = positive > negative ? "positive" : "negative";
        assertEquals(read.readable() ? positive - negative : 0, read.score(), 1e-9);
        assertEquals(read.readable() ? likeliest : Sentiment.UNREADABLE, read.label());
        assertEquals(text.contains("good"), read.readable(), text);
      }
    }
  }

  @Test
  void analyze_aloneOrTogether_sameAnswers() throws Exception {
    ModelBundle bundle = ToyReviews.bundle();
    List<Sentiment> expected = new ArrayList<>();
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      TEXTS.forEach(text -> expected.add(analyzer.analyze(text)));
    }
    for (int threads : new int[] {1, 2}) {
      for (int batch : new int[] {1, 7, 64}) {
        try (SentimentAnalyzer analyzer =
            SentimentAnalyzer.open(List.of(bundle), threads, ProductPrecision.INT8, batch)) {
          assertEquals(expected, analyzer.analyze(TEXTS));
        }
      }
    }
  }

  private static ModelBundle another(Path directory, String key, String value) throws Exception {
    ToyReviews.write(directory, 300)
        .with("training.max-updates", 60)
        .with("training.validate-every", 60)
        .with(key, value)
        .train(directory.resolve("run"));
    return ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
  }

  @Test
  void analyze_twoModels_meanOfBoth(@TempDir Path directory) throws Exception {
    List<ModelBundle> bundles =
        List.of(ToyReviews.bundle(), another(directory, "training.seed", "4"));
    String text = "the film was not good it was so awful";
    try (SentimentAnalyzer one = SentimentAnalyzer.open(bundles.get(0), 1);
        SentimentAnalyzer two = SentimentAnalyzer.open(bundles.get(1), 1);
        SentimentAnalyzer both = SentimentAnalyzer.open(bundles, 2, ProductPrecision.INT8)) {
      List<Sentiment> read = both.analyze(TEXTS);
      for (int i = 0; i < read.size(); i++) {
        Sentiment a = one.analyze(TEXTS.get(i));
        Sentiment b = two.analyze(TEXTS.get(i));
        double mean = (a.probabilities().get("positive") + b.probabilities().get("positive")) / 2;
        assertEquals(mean, read.get(i).probabilities().get("positive"), 1e-12);
        assertEquals(mean > 0.5 ? "positive" : "negative", read.get(i).label());
      }
      Explanation explained = both.explain(text);
      assertEquals(both.analyze(text), explained.sentiment());
      assertEquals(9, explained.contributions().size());
      for (int i = 0; i < 9; i++) {
        double a = one.explain(text).contributions().get(i).weight();
        double b = two.explain(text).contributions().get(i).weight();
        assertEquals((a + b) / 2, explained.contributions().get(i).weight(), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "language, ko, 'language = ko; allowed: en'",
    "labels, '{bad: [0], good: [1]}', labels"
  })
  void open_modelsNotAlike_saysWhich(
      String key, String value, String message, @TempDir Path directory) throws Exception {
    List<ModelBundle> bundles = List.of(ToyReviews.bundle(), another(directory, key, value));
    ModelBundleException e =
        assertThrows(
            ModelBundleException.class,
            () -> SentimentAnalyzer.open(bundles, 1, ProductPrecision.INT8));
    assertTrue(e.getMessage().contains(": " + message), e.getMessage());
  }

  @Test
  void open_noModel_saysSo() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SentimentAnalyzer.open(List.of(), 1, ProductPrecision.INT8));
    assertEquals("bundles = 0; allowed: at least one", e.getMessage());
  }

  /** The library of the tensor engine takes over from Java, to the bit, for any caller. */
  @Test
  void accelerate_manyThreads_sameAnswers() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (SentimentAnalyzer analyzer =
        SentimentAnalyzer.open(List.of(ToyReviews.bundle()), 2, ProductPrecision.INT8, 256)) {
      List<Sentiment> expected = TEXTS.stream().map(analyzer::analyze).toList();
      assertEquals(analyzer.accelerate(), Int8Library.isNative());
      // Batches of 256, or so small a network would leave all products to Java.
      assertEquals(expected, analyzer.analyze(TEXTS));
      List<Future<Sentiment>> calls = new ArrayList<>();
      for (int i = 0; i < 4000; i++) {
        String text = TEXTS.get(i % TEXTS.size());
        calls.add(pool.submit(() -> analyzer.analyze(text)));
      }
      for (int i = 0; i < calls.size(); i++) {
        assertEquals(expected.get(i % TEXTS.size()), calls.get(i).get());
      }
    } finally {
      pool.shutdown();
    }
  }

  /** What is asked while another thread closes is answered whole, or refused as after closing. */
  @Test
  void close_whileInUse_answersOrRefuses() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    // Some hundred parts, or so small a network would leave all products to Java.
    String text = String.join(" ", Collections.nCopies(4, String.join(" ", TEXTS)));
    try {
      for (int round = 0; round < 5; round++) {
        SentimentAnalyzer analyzer =
            SentimentAnalyzer.open(List.of(ToyReviews.bundle()), 2, ProductPrecision.INT8, 256);
        analyzer.accelerate();
        Sentiment expected = analyzer.analyze(text);
        List<Future<Sentiment>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          int way = i % 4;
          calls.add(
              pool.submit(
                  () ->
                      switch (way) {
                        case 0 -> analyzer.analyze(text);
                        case 1 -> analyzer.analyze(List.of("good", text)).get(1);
                        case 2 -> analyzer.analyze(Stream.of("good", text)).toList().get(1);
                        default -> analyzer.analyzeAsync(List.of(text)).join().get(0);
                      }));
        }
        calls.get(10).get();
        analyzer.close();
        analyzer.close();
        for (Future<Sentiment> call : calls) {
          try {
            assertEquals(expected, call.get());
          } catch (ExecutionException e) {
            assertEquals(IllegalStateException.class, e.getCause().getClass());
            assertEquals("this analyzer is closed; open another", e.getCause().getMessage());
          }
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void analyze_inFloats_isNearlyTheSame() throws Exception {
    try (SentimentAnalyzer floats =
            SentimentAnalyzer.open(ToyReviews.bundle(), 1, ProductPrecision.FLOAT32);
        SentimentAnalyzer eightBit = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      assertFalse(floats.accelerate());
      double gap = 0;
      for (String text : TEXTS) {
        gap =
            Math.max(gap, Math.abs(floats.analyze(text).score() - eightBit.analyze(text).score()));
      }
      assertTrue(gap > 0, "eight bits are not floats");
      assertTrue(gap < 0.1, "scores differ by " + gap);
    }
  }

  @Test
  void analyze_endlessStream_takesAFewAheadAndKeepsOrder() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    Stream<String> endless =
        Stream.iterate(0, i -> i + 1)
            .peek(i -> taken.incrementAndGet())
            .map(i -> TEXTS.get(i % TEXTS.size()));
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 2);
        Stream<Sentiment> read = analyzer.analyze(endless)) {
      Iterator<Sentiment> answers = read.iterator();
      List<Sentiment> first = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        first.add(answers.next());
      }
      assertTrue(taken.get() <= 1000 + 4 * 256, taken + " texts taken for 1000 answers");
      List<String> same =
          IntStream.range(0, 1000).mapToObj(i -> TEXTS.get(i % TEXTS.size())).toList();
      assertEquals(analyzer.analyze(same), first);
    }
  }

  @Test
  void analyze_manyThreads_answerAsOne() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(32);
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 2)) {
      Map<String, Sentiment> expected =
          TEXTS.stream().distinct().collect(Collectors.toMap(text -> text, analyzer::analyze));
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 3200; i++) {
        String text = TEXTS.get(i % TEXTS.size());
        calls.add(pool.submit(() -> analyzer.analyze(text).equals(expected.get(text))));
      }
      for (Future<Boolean> call : calls) {
        assertTrue(call.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void analyze_textLongerThanTheNetworkReads_isReadInParts() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      String good = String.join(" ", Collections.nCopies(2000, "it was so great"));
      String bad = String.join(" ", Collections.nCopies(2000, "it was so awful"));
      assertEquals("positive", analyzer.analyze(good).label());
      assertEquals("negative", analyzer.analyze(bad).label());
      assertEquals("negative", analyzer.analyze(good + " " + bad + " " + bad).label());
    }
  }

  @Test
  void explain_words_carryTheirPlacesAndTheirSign() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      String text = "the  plot was not great";
      Explanation explanation = analyzer.explain(text);
      assertEquals(analyzer.analyze(text).label(), explanation.sentiment().label());
      assertEquals(
          List.of("the", "plot", "was", "not", "great"),
          explanation.contributions().stream()
              .map(c -> text.substring(c.begin(), c.end()).strip())
              .toList());
      for (Explanation.Contribution c : explanation.contributions()) {
        assertEquals(text.substring(c.begin(), c.end()), c.text());
      }
      double not = explanation.contributions().get(3).weight();
      assertTrue(not < -0.5, () -> "not = " + not + " in " + explanation);
      assertEquals(List.of(), analyzer.explain(" ").contributions());
    }
  }

  @Test
  void analyzeSentences_twoOfThem_eachByItself() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      String text = "The plot was great. It was awful.";
      List<Sentiment.Sentence> read = analyzer.analyzeSentences(text);
      assertEquals(
          List.of("The plot was great.", "It was awful."),
          read.stream().map(s -> text.substring(s.begin(), s.end())).toList());
      assertEquals(List.of(), analyzer.analyzeSentences(""));
    }
  }

  @Test
  void open_bundle_saysItsLabelsAndFigures() throws Exception {
    ModelBundle bundle = ToyReviews.bundle();
    assertEquals(ModelTask.SENTIMENT, bundle.manifest().task());
    assertEquals(List.of("en"), bundle.manifest().languages());
    assertTrue(bundle.manifest().scores().get(0).value() > 95);
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      assertEquals(List.of("negative", "positive"), analyzer.labels());
      assertEquals(Optional.of("positive"), analyzer.labelOf("1"));
      assertEquals(Optional.of("negative"), analyzer.labelOf("negative"));
      assertFalse(analyzer.labelOf("2").isPresent());
    }
  }
}
