package dev.ieum.sentiment;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.BatchQueue;
import dev.ieum.core.inference.BatchQueue.Item;
import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.inference.OrderedPipeline;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Text in, polarity with probabilities out.
 *
 * <p>A text of which the model knows too little, such as one in another script, is {@link
 * Sentiment#UNREADABLE}. A text longer than the network reads at once is read in parts, whose
 * scores are averaged by their length. Several models may form an ensemble (Hansen and Salamon
 * 1990). Starts without the tensor engine; see {@link #accelerate}.
 *
 * <p>Thread-safe, and meant to be shared: texts of all callers are read together. Close it: that
 * waits for what is being read. Afterwards every method throws {@link IllegalStateException},
 * except {@link #close}, which does nothing. A caller that is interrupted while it waits gets a
 * {@link java.util.concurrent.CancellationException}.
 */
public final class SentimentAnalyzer implements AutoCloseable {
  private static final int CHUNK = 256;
  private static final String ALIKE = ""; // what all texts have in common

  private final List<EnsembleMember> members; // of the same classes
  private final ModelRuntime runtime;
  private final SentenceSplitter sentences;
  private final BatchQueue<String, String, Sentiment> queue;

  private SentimentAnalyzer(List<EnsembleMember> members, ModelRuntime runtime) {
    this.members = members;
    this.runtime = runtime;
    this.sentences =
        first().language().equals("ko") ? SentenceSplitter.korean() : SentenceSplitter.english();
    queue = new BatchQueue<>(runtime, CHUNK, CHUNK, text -> 1, this::predict);
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
   * Opens an ensemble: probabilities, and what words did to the score, are the means of theirs, and
   * a prediction is confident when it is likely enough for each of them.
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
    ModelRuntime runtime = new ModelRuntime("analyzer", threads, precision);
    List<EnsembleMember> members = new ArrayList<>();
    for (ModelBundle bundle : bundles) {
      SentimentModel model = SentimentModel.open(bundle, runtime.weightFormat());
      members.add(new EnsembleMember(model, batch));
      SentimentModel first = members.get(0).model();
      requireAlike("language", bundles.get(0), first.language(), bundle, model.language());
      requireAlike(
          "labels", bundles.get(0), first.labels().names(), bundle, model.labels().names());
    }
    return new SentimentAnalyzer(List.copyOf(members), runtime);
  }

  private static void requireAlike(
      String key, ModelBundle bundle, Object wanted, ModelBundle another, Object found) {
    if (!wanted.equals(found)) {
      throw new ModelBundleException(
          "%s: %s = %s; allowed: %s, as of %s; leave it out, or use it alone"
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
   * @return whether it is used from now on; {@link dev.ieum.core.runtime.Int8Library#status} says
   *     why it is not. Never with {@link ProductPrecision#FLOAT32}
   */
  public boolean accelerate() throws InterruptedException {
    return runtime.accelerate();
  }

  /** Returns the classes, most negative first. */
  public List<String> labels() {
    runtime.requireOpen();
    return first().labels().names();
  }

  /** Returns the class that a corpus writes as {@code written}, such as 1 for positive. */
  public Optional<String> labelOf(String written) {
    return first().labels().find(written).map(labels()::get);
  }

  /** Analyzes one text; texts of several threads are read in the same batches. */
  public Sentiment analyze(String text) {
    return analyze(List.of(text)).get(0);
  }

  /**
   * Analyzes texts; the result has one entry per text, in order. The prediction for a text does not
   * depend on the other texts.
   */
  public List<Sentiment> analyze(List<String> texts) {
    return queue.compute(ALIKE, batches(texts));
  }

  /**
   * Begins to analyze texts and returns at once. Ending the future early, by {@code cancel} or
   * {@code orTimeout}, cancels those that are not begun. Callbacks of the future run on a shared
   * thread: they should be short.
   */
  public CompletableFuture<List<Sentiment>> analyzeAsync(List<String> texts) {
    return ModelRuntime.whenDone(queue.submit(ALIKE, batches(texts)), predicted -> predicted);
  }

  /** Analyzes texts lazily; see {@link #analyze(Iterator)}. */
  public Stream<Sentiment> analyze(Stream<String> texts) {
    runtime.requireOpen();
    return OrderedPipeline.stream(texts, CHUNK, runtime.threads() + 1, this::analyzeAsync);
  }

  /**
   * Analyzes texts lazily, in order.
   *
   * <p>At most a few hundred texts per thread are read ahead, so that memory does not grow with the
   * source, and a slow consumer pauses the source.
   *
   * @throws IllegalStateException when this analyzer is closed, now or when a text is requested
   */
  public Iterator<Sentiment> analyze(Iterator<String> texts) {
    runtime.requireOpen();
    return new OrderedPipeline<>(texts, CHUNK, runtime.threads() + 1, this::analyzeAsync);
  }

  private static List<List<String>> batches(List<String> texts) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += CHUNK) {
      batches.add(texts.subList(from, Math.min(texts.size(), from + CHUNK)));
    }
    return batches;
  }

  private void predict(String key, Supplier<List<Item<String, Sentiment>>> next) {
    for (List<Item<String, Sentiment>> items = next.get(); !items.isEmpty(); items = next.get()) {
      List<Sentiment> predicted = predict(items.stream().map(Item::value).toList());
      for (int i = 0; i < predicted.size(); i++) {
        items.get(i).finish(predicted.get(i));
      }
    }
  }

  /** Analyzes each sentence by itself; a blank text has none. */
  public List<Sentiment.Sentence> analyzeSentences(String text) {
    runtime.requireOpen();
    List<SentenceSplitter.Sentence> found = sentences.split(text);
    List<Sentiment> read = analyze(found.stream().map(SentenceSplitter.Sentence::text).toList());
    List<Sentiment.Sentence> all = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      SentenceSplitter.Sentence s = found.get(i);
      all.add(new Sentiment.Sentence(s.begin(), s.end(), s.text(), read.get(i)));
    }
    return all;
  }

  /** Explains the score of {@code text} word by word; runs the model once for each word. */
  public Explanation explain(String text) {
    return runtime.call(
        () ->
            new Explanation(
                predict(List.of(text)).get(0),
                Explanation.mean(
                    members.stream()
                        .map(member -> new Occlusion(member).contributions(text))
                        .toList())));
  }

  private List<Sentiment> predict(List<String> texts) {
    double[][] mean = new double[texts.size()][first().labels().names().size()];
    boolean[] readable = new boolean[texts.size()];
    Arrays.fill(readable, true);
    for (EnsembleMember member : members) {
      List<EnsembleMember.Prediction> own = member.predict(texts);
      for (int i = 0; i < mean.length; i++) {
        readable[i] &= own.get(i).readable();
        for (int c = 0; c < mean[i].length; c++) {
          mean[i][c] += own.get(i).probabilities()[c] / members.size();
        }
      }
    }
    return IntStream.range(0, mean.length).mapToObj(i -> sentiment(mean[i], readable[i])).toList();
  }

  private Sentiment sentiment(double[] p, boolean readable) {
    List<String> labels = first().labels().names();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    int best = 0;
    for (int c = 0; c < p.length; c++) {
      probabilities.put(labels.get(c), p[c]);
      best = p[c] > p[best] ? c : best;
    }
    if (!readable) {
      return new Sentiment(Sentiment.UNREADABLE, probabilities, 0, false);
    }
    return new Sentiment(
        labels.get(best),
        probabilities,
        first().labels().score(p),
        members.stream().allMatch(member -> member.model().calibration().confident(p)));
  }

  /** Waits for what is being read; later calls do nothing. */
  @Override
  public void close() {
    runtime.close();
  }
}
