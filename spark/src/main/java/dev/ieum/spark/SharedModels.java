package dev.ieum.spark;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.seq2seq.TextTranslator;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * The opened models of this Java process, one of each checksum. All tasks of an executor share
 * them, so that their texts meet in the same batches. They stay open until the process ends: a task
 * that closed one would make the next task load it again. Thread-safe.
 */
final class SharedModels {
  private static final Map<String, TextTranslator> TRANSLATORS = new ConcurrentHashMap<>();
  private static final Map<String, SentimentAnalyzer> ANALYZERS = new ConcurrentHashMap<>();
  private static final AtomicInteger LOADS = new AtomicInteger();

  private interface Opener<M> {
    M open(ModelBundle bundle, int threads) throws IOException;
  }

  private SharedModels() {}

  static TextTranslator translator(ModelReference reference) {
    return shared(TRANSLATORS, reference, TextTranslator::open);
  }

  static SentimentAnalyzer analyzer(ModelReference reference) {
    return shared(ANALYZERS, reference, SentimentAnalyzer::open);
  }

  /** Returns how many models this process has loaded. */
  static int loads() {
    return LOADS.get();
  }

  /** Tasks that come while a model is being loaded wait for it. */
  private static <M> M shared(Map<String, M> models, ModelReference reference, Opener<M> opener) {
    return models.computeIfAbsent(
        reference.checksum(),
        checksum -> {
          try {
            M model = opener.open(reference.open(), threads());
            LOADS.incrementAndGet();
            return model;
          } catch (IOException e) {
            throw new ModelBundleException(
                "model '%s': cannot be read (%s); check the executor's disk"
                    .formatted(reference.name(), e.getMessage()),
                e);
          }
        });
  }

  /**
   * Returns the cores that Spark gives this executor; where it does not say, as in local mode, the
   * processors of the machine.
   */
  private static int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    SparkEnv environment = SparkEnv.get();
    if (environment == null) {
      return processors;
    }
    SparkConf settings = environment.conf();
    return settings.getInt("spark.executor.cores", processors);
  }
}
