package dev.ieum.seq2seq.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Arithmetic;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.training.Learner;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.model.PairBatch;
import dev.ieum.seq2seq.model.PlainTranslationNetwork;
import dev.ieum.seq2seq.model.Regularization;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.search.BeamSearch;
import dev.ieum.seq2seq.search.DecodingConfig;
import dev.ieum.seq2seq.search.Hypothesis;
import dev.ieum.seq2seq.train.TranslationData.WordPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Translation as the training loop sees it: batches of ids, a loss, a score on the dev set. */
final class TranslationTask implements TrainingTask<PairBatch> {
  private static final int DEV_BATCH_TOKENS = 3000;
  private static final int DEV_BATCH_SENTENCES = 64;

  private final TranslationConfig config;
  private final TranslationData data;
  private final ParameterStore parameters;
  private final NDManager manager;
  private final List<IdPair> dev;

  private record IdPair(int[] source, int[] target, int index) {}

  /**
   * Declares a network to train.
   *
   * @param manager owner of the parameters
   */
  TranslationTask(TranslationConfig config, TranslationData data, NDManager manager) {
    this.config = config;
    this.data = data;
    this.manager = manager;
    TrainingMemory.require(this::network);
    parameters = ParameterStore.forTraining(manager, config.training().seed());
    network(parameters); // declares them
    dev = new ArrayList<>();
    for (int i = 0; i < data.dev().size(); i++) {
      TextPair pair = data.dev().get(i);
      dev.add(
          new IdPair(data.source().encode(pair.source()), data.target().encode(pair.target()), i));
    }
  }

  private TranslationNetwork network(ParameterStore store) {
    return new TranslationNetwork(
        store,
        config.network(),
        data.source().vocabulary().size(),
        data.target().vocabulary().size(),
        config.text().shared());
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  @Override
  public List<PairBatch> epoch(int epoch) {
    long seed = config.training().seed() * 7_919L + epoch;
    RandomGenerator random = new SplittableRandom(seed);
    List<IdPair> pairs = new ArrayList<>(data.train().size());
    for (WordPair pair : data.train()) {
      int[] source = encode(data.source(), pair.source(), random);
      int[] target = encode(data.target(), pair.target(), random);
      pairs.add(new IdPair(source, target, pairs.size()));
    }
    return buckets(config.batchTokens(), config.batchSentences()).shuffled(pairs, seed).stream()
        .map(TranslationTask::batch)
        .toList();
  }

  private int[] encode(TextCodec codec, List<String> words, RandomGenerator random) {
    // Dropout lengthens a few sentences beyond what was allowed when they were read.
    int limit = 2 * config.data().maxLength();
    return codec.encodeWords(words, config.text().bpeDropout(), random, limit);
  }

  private static LengthBuckets<IdPair> buckets(int tokens, int sentences) {
    return new LengthBuckets<>(p -> p.source().length, p -> p.target().length, tokens, sentences);
  }

  private static PairBatch batch(List<IdPair> pairs) {
    return new PairBatch(
        pairs.stream().map(IdPair::source).toArray(int[][]::new),
        pairs.stream().map(IdPair::target).toArray(int[][]::new));
  }

  @Override
  public long tokens(PairBatch batch) {
    return batch.targetTokens();
  }

  @Override
  public List<PairBatch> split(PairBatch batch, int parts) {
    return batch.split(parts);
  }

  @Override
  public Learner<PairBatch> learner(ParameterStore replica) {
    TranslationNetwork network = network(replica);
    return (step, batch, dropout) -> network.loss(step, batch, config.regularization(), dropout);
  }

  /** Translates the dev set greedily and scores text against text; the loss comes second. */
  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    String[] translations = new String[dev.size()];
    double loss = 0;
    long tokens = 0;
    BeamSearch search =
        new BeamSearch(
            new PlainTranslationNetwork(
                new Weights(parameters.export()),
                config.network(),
                data.source().vocabulary().size(),
                data.target().vocabulary().size(),
                config.text().shared(),
                Arithmetic.FLOAT),
            Optional.empty(),
            DecodingConfig.defaults().withBeamSize(1),
            false);
    try (NDManager scope = manager.newSubManager()) {
      TranslationNetwork fixed = network(parameters.view(scope));
      for (List<IdPair> pairs : buckets(DEV_BATCH_TOKENS, DEV_BATCH_SENTENCES).sorted(dev)) {
        TrainingTask.check(stop);
        PairBatch batch = batch(pairs);
        List<List<Hypothesis>> found = search.search(batch.sources());
        for (int i = 0; i < pairs.size(); i++) {
          translations[pairs.get(i).index()] = data.target().decode(found.get(i).get(0).ids());
        }
        try (NDManager step = scope.newSubManager()) {
          loss +=
              fixed.loss(step, batch, Regularization.NONE, Dropout.none()).getFloat()
                  * batch.targetTokens();
          tokens += batch.targetTokens();
        }
      }
    }
    List<String> references = data.dev().stream().map(TextPair::target).toList();
    Map<String, Double> scores = new LinkedHashMap<>();
    MetricKind metric = config.metric();
    scores.put(
        metric.toString(), metric.metric().corpus(List.of(translations), references).value());
    scores.put("dev_loss", loss / tokens);
    return scores;
  }
}
