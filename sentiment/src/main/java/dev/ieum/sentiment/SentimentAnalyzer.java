package dev.ieum.sentiment;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.EightBit;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.sentiment.TextParts.Part;
import dev.ieum.sentiment.model.BatchScorer;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.tokenizers.SentenceSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Text in, polarity with probabilities out.
 *
 * <p>A text without words gets what the model believes before it reads. A text longer than the
 * network reads at once is read in parts, whose scores are averaged by their length. Thread-safe.
 * Starts without the tensor engine; see {@link #accelerate}. Owns its worker threads; close it.
 */
public final class SentimentAnalyzer implements AutoCloseable {
  private static final int CHUNK = 256;

  private final SentimentModel model;
  private final BatchScorer scorer;
  private final Optional<EightBit> eightBit;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock(true);
  private final SentenceSplitter sentences;
  private final ExecutorService workers;
  private final int threads;

  private SentimentAnalyzer(
      SentimentModel model, Optional<EightBit> eightBit, int threads, int batch) {
    this.model = model;
    this.eightBit = eightBit;
    this.threads = threads;
    this.scorer = new BatchScorer(model.network(), batch);
    this.sentences =
        model.language().equals("ko") ? SentenceSplitter.korean() : SentenceSplitter.english();
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "ieum-sentiment");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens a model by name or path with one worker per processor.
   *
   * @param nameOrPath such as {@code sentiment-ko}, a directory or a zip file
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static SentimentAnalyzer open(String nameOrPath) throws IOException {
    return open(
        ModelBundle.open(ModelSource.resolve(nameOrPath)),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens a model that multiplies in eight bits.
   *
   * @param threads texts are read by as many threads at the same time
   * @throws ModelBundleException when the model cannot be used
   */
  public static SentimentAnalyzer open(ModelBundle bundle, int threads) throws IOException {
    return open(bundle, threads, ProductPrecision.INT8);
  }

  /**
   * Opens a model.
   *
   * @param threads texts are read by as many threads at the same time
   * @throws ModelBundleException when the model cannot be used
   */
  public static SentimentAnalyzer open(ModelBundle bundle, int threads, ProductPrecision precision)
      throws IOException {
    return open(bundle, threads, precision, 64);
  }

  static SentimentAnalyzer open(
      ModelBundle bundle, int threads, ProductPrecision precision, int batch) throws IOException {
    Optional<EightBit> eightBit = EightBit.of(precision);
    SentimentModel model = SentimentModel.open(bundle, EightBit.orFloat(eightBit));
    return new SentimentAnalyzer(model, eightBit, threads, batch);
  }

  /**
   * Loads the tensor engine's library now, which multiplies in eight bits several times as fast as
   * Java and takes about a second to load. Otherwise that is done in the background when some
   * hundred texts have been read. Answers are the same, to the bit, with and without.
   *
   * @return whether it is used from now on: not where the engine is not on the class path, where
   *     the processor does not do such products faster, or with {@link ProductPrecision#FLOAT32}
   */
  public boolean accelerate() throws InterruptedException {
    return eightBit.isPresent() && eightBit.get().await();
  }

  /** Returns the classes, most negative first. */
  public List<String> labels() {
    return model.labels().names();
  }

  /** Returns the class that a corpus writes as {@code written}, such as 1 for positive. */
  public Optional<String> labelOf(String written) {
    return model.labels().find(written).map(labels()::get);
  }

  /** Reads one text in the calling thread. */
  public Sentiment analyze(String text) {
    return score(List.of(text)).get(0);
  }

  /**
   * Reads texts; the result has one entry per text, in order. A text gets the same answer whatever
   * stands beside it.
   */
  public List<Sentiment> analyze(List<String> texts) {
    List<Sentiment> sentiments = new ArrayList<>(texts.size());
    analyze(texts.iterator()).forEachRemaining(sentiments::add);
    return sentiments;
  }

  /** Reads texts as they are asked for; see {@link #analyze(Iterator)}. */
  public Stream<Sentiment> analyze(Stream<String> texts) {
    Iterator<Sentiment> sentiments = analyze(texts.iterator());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                sentiments, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(texts::close);
  }

  /**
   * Reads texts as they are asked for, in order.
   *
   * <p>At most a few hundred texts per thread are taken ahead of the one asked for, so memory stays
   * the same however many follow, and a consumer that waits holds the source.
   *
   * @throws IllegalStateException when this analyzer is closed and texts are asked for
   */
  public Iterator<Sentiment> analyze(Iterator<String> texts) {
    return new OrderedChunks<>(texts, CHUNK, threads + 1, this::submit);
  }

  private CompletableFuture<List<Sentiment>> submit(List<String> chunk) {
    if (workers.isShutdown()) {
      throw new IllegalStateException("this analyzer is closed; open another");
    }
    return CompletableFuture.supplyAsync(() -> score(chunk), workers);
  }

  /** Reads each sentence by itself; a blank text has none. */
  public List<SentenceSentiment> analyzeSentences(String text) {
    List<SentenceSplitter.Sentence> found = sentences.split(text);
    List<Sentiment> read = analyze(found.stream().map(SentenceSplitter.Sentence::text).toList());
    List<SentenceSentiment> all = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      SentenceSplitter.Sentence s = found.get(i);
      all.add(new SentenceSentiment(s.begin(), s.end(), s.text(), read.get(i)));
    }
    return all;
  }

  /** Says what each word did to the score of {@code text}; takes as many readings as words. */
  public Explanation explain(String text) {
    return new Occlusion(model, this::logits, this::sentiment).explain(text);
  }

  private List<Sentiment> score(List<String> texts) {
    List<List<Part>> parts = texts.stream().map(text -> TextParts.of(text, model)).toList();
    List<EncodedText> encoded = new ArrayList<>();
    parts.forEach(of -> of.forEach(part -> encoded.add(part.encoded())));
    float[][] logits = logits(encoded);
    List<Sentiment> sentiments = new ArrayList<>(texts.size());
    int next = 0;
    for (List<Part> of : parts) {
      sentiments.add(sentiment(mean(of, logits, next)));
      next += of.size();
    }
    return sentiments;
  }

  private float[][] logits(List<EncodedText> texts) {
    inUse.readLock().lock(); // nobody closes the library meanwhile
    try {
      return scorer.logits(texts);
    } finally {
      inUse.readLock().unlock();
    }
  }

  /** The logits of a text: those of its parts, averaged by their length. */
  static float[] mean(List<Part> parts, float[][] logits, int first) {
    if (parts.size() == 1) {
      return logits[first];
    }
    float[] mean = new float[logits[first].length];
    long length = parts.stream().mapToLong(part -> part.encoded().ids().length).sum();
    for (int i = 0; i < parts.size(); i++) {
      float share = (float) parts.get(i).encoded().ids().length / length;
      for (int c = 0; c < mean.length; c++) {
        mean[c] += share * logits[first + i][c];
      }
    }
    return mean;
  }

  private Sentiment sentiment(float[] logits) {
    double[] p = model.calibration().probabilities(logits);
    Map<String, Double> probabilities = new LinkedHashMap<>();
    int best = 0;
    for (int c = 0; c < p.length; c++) {
      probabilities.put(labels().get(c), p[c]);
      best = p[c] > p[best] ? c : best;
    }
    return new Sentiment(
        labels().get(best),
        probabilities,
        model.labels().score(p),
        model.calibration().confident(p));
  }

  /** Passes the failure of a worker on as it was. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Lets the workers finish what they have begun, and stops them. */
  @Override
  public void close() {
    workers.shutdown();
    inUse.writeLock().lock();
    try {
      eightBit.ifPresent(EightBit::close);
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
