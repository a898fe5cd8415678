package dev.ieum.seq2seq;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.EightBit;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.SourceParts.Part;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.search.BeamSearch;
import dev.ieum.seq2seq.search.DecodingConfig;
import dev.ieum.seq2seq.search.Hypothesis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Text in one language in, text in another out.
 *
 * <p>Thread-safe. Starts without the tensor engine; see {@link #accelerate}. Owns its worker
 * threads; close it. Closing waits for the translations that other threads have begun; later calls
 * throw {@link IllegalStateException}.
 */
public final class TextTranslator implements AutoCloseable {
  private static final int BATCH_TOKENS = 1000;
  private static final int BATCH_SENTENCES = 32;

  private final TranslationModel model;
  private final Optional<EightBit> eightBit;
  private final ExecutorService workers;
  private final int threads;
  private final int batchSentences;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock(true);
  private boolean closed;

  private TextTranslator(
      TranslationModel model, Optional<EightBit> eightBit, int threads, int batchSentences) {
    this.model = model;
    this.eightBit = eightBit;
    this.threads = threads;
    this.batchSentences = batchSentences;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "ieum-translate");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens a model by name or path with one worker per processor.
   *
   * @param nameOrPath such as {@code translation-ko-en}, a directory or a zip file
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static TextTranslator open(String nameOrPath) throws IOException {
    return open(
        ModelBundle.open(ModelSource.resolve(nameOrPath)),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens a model that multiplies in eight bits.
   *
   * @param threads batches translated at the same time; each on one worker thread
   * @throws ModelBundleException when the model cannot be used
   */
  public static TextTranslator open(ModelBundle bundle, int threads) throws IOException {
    return open(bundle, threads, ProductPrecision.INT8);
  }

  /**
   * Opens a model.
   *
   * @param threads batches translated at the same time; each on one worker thread
   * @throws ModelBundleException when the model cannot be used
   */
  public static TextTranslator open(ModelBundle bundle, int threads, ProductPrecision precision)
      throws IOException {
    return open(bundle, threads, precision, BATCH_SENTENCES);
  }

  static TextTranslator open(
      ModelBundle bundle, int threads, ProductPrecision precision, int batchSentences)
      throws IOException {
    Optional<EightBit> eightBit = EightBit.of(precision);
    TranslationModel model = TranslationModel.open(bundle, EightBit.orFloat(eightBit));
    return new TextTranslator(model, eightBit, threads, batchSentences);
  }

  /**
   * Loads the tensor engine's library now, which multiplies in eight bits several times as fast as
   * Java and takes about a second to load. Otherwise that is done in the background when some
   * hundred sentences have been translated. Translations are the same, to the bit, with and
   * without.
   *
   * @return whether it is used from now on: not where the engine is not on the class path, where
   *     the processor does not do such products faster, or with {@link ProductPrecision#FLOAT32}
   */
  public boolean accelerate() throws InterruptedException {
    return eightBit.isPresent() && eightBit.get().await();
  }

  /** Returns how the model's makers search: beam 5 or what its card says. */
  public DecodingConfig decoding() {
    return model.decoding();
  }

  /** Translates one text as the model's makers do. */
  public String translate(String text) {
    return translate(List.of(text), decoding()).get(0).text();
  }

  /** Translates lines; the result has one entry per line, in order, without alignments. */
  public List<Translation> translate(List<String> lines, DecodingConfig config) {
    return translate(lines, config, false);
  }

  /**
   * Translates lines; the result has one entry per line, in order. A line gives the same
   * translation whatever stands beside it.
   *
   * @param withAlignment whether to say which source token each target token looked at
   * @throws IllegalStateException when this translator is closed
   */
  public List<Translation> translate(
      List<String> lines, DecodingConfig config, boolean withAlignment) {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this translator is closed; open another");
      }
      return translateOpen(lines, config, withAlignment);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private List<Translation> translateOpen(
      List<String> lines, DecodingConfig config, boolean withAlignment) {
    List<List<Part>> parts =
        lines.stream().map(line -> SourceParts.of(line, model.source())).toList();
    List<Job> jobs = new ArrayList<>();
    parts.forEach(of -> of.forEach(part -> jobs.add(new Job(part))));
    BeamSearch search = new BeamSearch(model.network(), shortlist(config), config, withAlignment);
    // The longest first: nobody is left alone with them at the end.
    List<List<Job>> batches = buckets().sorted(jobs);
    Queue<BeamSearch.Batch> queue = new ConcurrentLinkedQueue<>();
    for (int i = batches.size() - 1; i >= 0; i--) {
      queue.add(batch(batches.get(i)));
    }
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, batches.size()); i++) {
      running.add(
          CompletableFuture.runAsync(
              () -> search.search(queue::poll, batchSentences, BATCH_TOKENS), workers));
    }
    join(running);
    List<Translation> translations = new ArrayList<>(lines.size());
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      int count = parts.get(i).size();
      translations.add(assemble(lines.get(i), jobs.subList(next, next + count)));
      next += count;
    }
    return translations;
  }

  private Optional<Shortlist> shortlist(DecodingConfig config) {
    return config.fullVocabulary() ? Optional.empty() : model.shortlist();
  }

  private LengthBuckets<Job> buckets() {
    return new LengthBuckets<>(
        job -> job.part.ids().length, job -> 0, BATCH_TOKENS, batchSentences);
  }

  private static BeamSearch.Batch batch(List<Job> jobs) {
    int[][] sources = jobs.stream().map(job -> job.part.ids()).toArray(int[][]::new);
    return new BeamSearch.Batch(sources, (place, found) -> jobs.get(place).found = found);
  }

  private static void join(List<CompletableFuture<Void>> running) {
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Translation assemble(String line, List<Job> jobs) {
    if (jobs.isEmpty()) {
      return Translation.blank(line);
    }
    TextCodec target = model.target();
    List<String> texts = new ArrayList<>();
    List<Translation.Alignment> alignment = new ArrayList<>();
    double logProbability = 0;
    int tokens = 0;
    for (Job job : jobs) {
      Hypothesis best = job.found.get(0);
      texts.add(target.decode(best.ids()));
      logProbability += best.logProbability();
      alignment.addAll(links(best, job.part, tokens));
      tokens += best.ids().length;
    }
    String text = String.join(" ", texts);
    List<Translation.Candidate> nbest =
        jobs.size() > 1
            ? List.of(new Translation.Candidate(text, logProbability))
            : jobs.get(0).found.stream()
                .map(h -> new Translation.Candidate(target.decode(h.ids()), h.logProbability()))
                .toList();
    return new Translation(line, text, logProbability, nbest, alignment);
  }

  private static List<Translation.Alignment> links(
      Hypothesis hypothesis, Part part, int firstTarget) {
    List<Translation.Alignment> links = new ArrayList<>();
    int tokens = part.ids().length - 1; // EOS is looked at too, but is no token of the line
    int rows = Math.min(hypothesis.attention().length, hypothesis.ids().length);
    for (int t = 0; t < rows; t++) {
      float[] weights = hypothesis.attention()[t];
      int most = 0;
      for (int s = 1; s < tokens; s++) {
        most = weights[s] > weights[most] ? s : most;
      }
      links.add(
          new Translation.Alignment(part.firstToken() + most, firstTarget + t, weights[most]));
    }
    return links;
  }

  /** Waits for translations under way and stops the workers. */
  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        workers.shutdown();
        eightBit.ifPresent(EightBit::close);
      }
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /** One part on its way through a batch. */
  private static final class Job {
    private final Part part;
    private volatile List<Hypothesis> found;

    Job(Part part) {
      this.part = part;
    }
  }
}
