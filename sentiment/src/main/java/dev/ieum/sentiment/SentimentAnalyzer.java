package dev.ieum.sentiment;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.EightBit;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.tokenizers.SentenceSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * network reads at once is read in parts, whose scores are averaged by their length. Several models
 * may judge together (Hansen and Salamon 1990). Thread-safe. Starts without the tensor engine; see
 * {@link #accelerate}. Owns its worker threads; close it.
 */
public final class SentimentAnalyzer implements AutoCloseable {
  private static final int CHUNK = 256;

  private final List<Member> members; // of the same classes
  private final Optional<EightBit> eightBit;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock(true);
  private final SentenceSplitter sentences;
  private final ExecutorService workers;
  private final int threads;

  private SentimentAnalyzer(List<Member> members, Optional<EightBit> eightBit, int threads) {
    this.members = members;
    this.eightBit = eightBit;
    this.threads = threads;
    this.sentences =
        first().language().equals("ko") ? SentenceSplitter.korean() : SentenceSplitter.english();
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
    return open(List.of(bundle), threads, precision);
  }

  /**
   * Opens models that judge together: probabilities, and what words did to the score, are the means
   * of theirs, and an answer is confident when it is likely enough for each of them.
   *
   * @param bundles at least one
   * @param threads texts are read by as many threads at the same time
   * @throws ModelBundleException when a model cannot be used, or is of another language or of other
   *     classes than the first
   * @throws IllegalArgumentException when there is none
   */
  public static SentimentAnalyzer open(
      List<ModelBundle> bundles, int threads, ProductPrecision precision) throws IOException {
    return open(bundles, threads, precision, 64);
  }

  static SentimentAnalyzer open(
      List<ModelBundle> bundles, int threads, ProductPrecision precision, int batch)
      throws IOException {
    if (bundles.isEmpty()) {
      throw new IllegalArgumentException("bundles = 0; allowed: at least one");
    }
    Optional<EightBit> eightBit = EightBit.of(precision);
    List<Member> members = new ArrayList<>();
    for (ModelBundle bundle : bundles) {
      SentimentModel model = SentimentModel.open(bundle, EightBit.orFloat(eightBit));
      members.add(new Member(model, batch));
      requireAlike(bundles.get(0), members.get(0).model(), bundle, model);
    }
    return new SentimentAnalyzer(List.copyOf(members), eightBit, threads);
  }

  private static void requireAlike(
      ModelBundle bundle, SentimentModel model, ModelBundle another, SentimentModel other) {
    requireAlike("language", bundle, model.language(), another, other.language());
    requireAlike("labels", bundle, model.labels().names(), another, other.labels().names());
  }

  private static void requireAlike(
      String key, ModelBundle bundle, Object wanted, ModelBundle another, Object found) {
    if (!wanted.equals(found)) {
      throw new ModelBundleException(
          "%s: %s = %s; allowed: %s, as of %s; leave it out, or let it judge alone"
              .formatted(another.source(), key, found, wanted, bundle.source()));
    }
  }

  private SentimentModel first() {
    return members.get(0).model();
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
    return first().labels().names();
  }

  /** Returns the class that a corpus writes as {@code written}, such as 1 for positive. */
  public Optional<String> labelOf(String written) {
    return first().labels().find(written).map(labels()::get);
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
    Sentiment sentiment = analyze(text);
    inUse.readLock().lock(); // nobody closes the library meanwhile
    try {
      List<List<Explanation.Contribution>> each =
          members.stream().map(member -> member.contributions(text)).toList();
      return new Explanation(sentiment, Explanation.mean(each));
    } finally {
      inUse.readLock().unlock();
    }
  }

  private List<Sentiment> score(List<String> texts) {
    inUse.readLock().lock(); // nobody closes the library meanwhile
    try {
      double[][] mean = new double[texts.size()][labels().size()];
      for (Member member : members) {
        double[][] own = member.probabilities(texts);
        for (int i = 0; i < mean.length; i++) {
          for (int c = 0; c < mean[i].length; c++) {
            mean[i][c] += own[i][c] / members.size();
          }
        }
      }
      return Arrays.stream(mean).map(this::sentiment).toList();
    } finally {
      inUse.readLock().unlock();
    }
  }

  private Sentiment sentiment(double[] p) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    int best = 0;
    for (int c = 0; c < p.length; c++) {
      probabilities.put(labels().get(c), p[c]);
      best = p[c] > p[best] ? c : best;
    }
    return new Sentiment(
        labels().get(best),
        probabilities,
        first().labels().score(p),
        members.stream().allMatch(member -> member.model().calibration().confident(p)));
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
