package dev.ieum.seq2seq.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.Score;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.core.training.TrainingTask.Learner;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.answer.AnswerMemory;
import dev.ieum.seq2seq.answer.AnswerMemory.Pair;
import dev.ieum.seq2seq.answer.MemoryFit;
import dev.ieum.seq2seq.inference.BeamSearch;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.inference.EncoderDecoder;
import dev.ieum.seq2seq.inference.Hypothesis;
import dev.ieum.seq2seq.inference.StepwiseDecoder;
import dev.ieum.seq2seq.model.PairBatch;
import dev.ieum.seq2seq.model.Regularization;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;
import dev.ieum.seq2seq.train.TranslationData.WordPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translation as the training loop sees it: batches of ids, a loss, a score on the dev set. */
final class TranslationTask implements RecipeTask<PairBatch> {
  private static final String DEV_LOSS = "dev_loss";
  private static final List<MetricKind> REPORTED = List.of(MetricKind.BLEU, MetricKind.CHRF);

  /** Settings that do not change what is learned; for data, the sentences themselves stand. */
  private static final List<String> HARMLESS =
      List.of("name", "data-licence", "card", "decoding", "data");

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
  TranslationTask(TranslationData data, NDManager manager) {
    this.config = data.recipe();
    this.data = data;
    this.manager = manager;
    TrainingMemory.require(this::network);
    parameters = ParameterStore.forTraining(manager, config.training().loop().seed());
    network(parameters); // declares them
    if (config.transferOnly().isPresent()) {
      parameters.adopt(data.start());
    } else if (!data.start().isEmpty()) {
      parameters.restore(data.start());
    }
    dev = new ArrayList<>();
    for (int i = 0; i < data.dev().size(); i++) {
      TextPair pair = data.dev().get(i);
      dev.add(
          new IdPair(
              data.source().codec().encode(pair.source()),
              data.target().codec().encode(pair.target()),
              i));
    }
  }

  private TranslationNetwork network(ParameterStore store) {
    return new TranslationNetwork(store, shape());
  }

  private TranslationShape shape() {
    return new TranslationShape(
        config.network(), data.source().size(), data.target().size(), config.text().shared());
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  @Override
  public List<PairBatch> epoch(int epoch) {
    long seed = config.training().loop().seed() * 7_919L + epoch;
    RandomGenerator random = new SplittableRandom(seed);
    List<IdPair> pairs = new ArrayList<>();
    double dropout = config.text().bpeDropout();
    // Dropout lengthens a few sentences beyond what was allowed when they were read, joining
    // others.
    int limit = 2 * config.data().maxLength();
    Augmenter augmenter = new Augmenter(config.augment(), data.source(), data.target());
    for (Portion portion : data.portions()) {
      for (WordPair pair : portion.shown(epoch, config.training().loop().seed())) {
        WordPair shown = augmenter.shown(pair, portion.pairs(), random);
        int[] source = data.source().ids(shown.source(), dropout, random, limit);
        int[] target = data.target().ids(shown.target(), dropout, random, limit);
        pairs.add(new IdPair(source, target, pairs.size()));
      }
    }
    TranslationConfig.Training training = config.training();
    return buckets(training.batchTokens(), training.batchSentences()).shuffled(pairs, seed).stream()
        .map(TranslationTask::batch)
        .toList();
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
            new EncoderDecoder(new Weights(parameters.export()), shape(), WeightFormat.FLOAT32),
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
          translations[pairs.get(i).index()] =
              data.target().codec().decode(found.get(i).get(0).ids());
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
    Map<String, Double> scores = new LinkedHashMap<>(); // what decides comes first
    MetricKind metric = config.training().metric();
    if (watchesLoss()) {
      scores.put(DEV_LOSS, loss / tokens);
    }
    scores.put(
        metric.toString(), metric.metric().corpus(List.of(translations), references).value());
    scores.putIfAbsent(DEV_LOSS, loss / tokens);
    return scores;
  }

  private boolean watchesLoss() {
    return config.training().watch() == TranslationConfig.Watch.DEV_LOSS;
  }

  @Override
  public double rank(double score) {
    return watchesLoss() ? -score : score;
  }

  @Override
  public TrainingConfig training() {
    return config.training().loop();
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %,d pairs (%,d left out), %,d dev pairs, vocabulary %,d + %,d, %,d parameters,"
            + " %,d updates",
        config.run().name(),
        data.train().size(),
        data.skipped(),
        data.dev().size(),
        data.source().size(),
        data.target().size(),
        parameters.size(),
        updates);
  }

  /** Settings and training pairs, then what the dev set decides with. */
  @Override
  public RunIdentity identity() {
    Fingerprint print = new Fingerprint();
    for (WordPair pair : data.train()) {
      print.line(String.join(" ", pair.source()) + "\t" + String.join(" ", pair.target()));
    }
    print.line(Integer.toString(config.data().maxLength()));
    for (Portion portion : data.portions()) {
      if (portion.share() < 1) {
        print.line("%d pairs, share %s".formatted(portion.pairs().size(), portion.share()));
      }
    }
    for (TextPair pair : data.dev()) {
      print.line(pair.source() + "\t" + pair.target());
    }
    return RunIdentity.of(config.resolved(), HARMLESS, print.hex());
  }

  @Override
  public String learnedFrom() {
    return String.format(Locale.ROOT, "%,d pairs", data.train().size());
  }

  @Override
  public List<ReportedScore> pack(ModelBundleWriter writer) throws IOException {
    boolean shared = config.text().shared();
    for (String role : List.of(TranslationModel.SOURCE, TranslationModel.TARGET)) {
      Subwords subwords = role.equals(TranslationModel.SOURCE) ? data.source() : data.target();
      subwords.write(writer, shared ? TranslationModel.SHARED : role, role);
    }
    List<int[][]> pairs = new ArrayList<>(data.train().size());
    for (WordPair pair : data.train()) {
      pairs.add(new int[][] {data.source().ids(pair.source()), data.target().ids(pair.target())});
    }
    double ratio = LengthBound.ratio(pairs, config.decoding().maxLengthRatio());
    DecodingConfig decoding = Settings.with(config.decoding(), Map.of("maxLengthRatio", ratio));
    Optional<AnswerMemory> memory = memory();
    memory.ifPresent(of -> writer.text(AnswerMemory.FILE, of.text()));
    writer.network(TranslationModel.settings(config.network(), decoding, memory));
    if (!TranslationModel.answers(config.run().languages())) {
      Shortlist shortlist =
          ShortlistTrainer.train(pairs, data.source().size(), data.target().size());
      writer.text(Shortlist.FILE, String.join("\n", shortlist.lines()) + "\n");
    }
    return List.of();
  }

  /** Returns the pairs to remember, trusted as far as the dev pairs, all of them, bear out. */
  private Optional<AnswerMemory> memory() throws IOException {
    List<Pair> pairs = pairs(config.data().train().stream().filter(CorpusConfig::remember));
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<Pair> asked = pairs(config.data().dev().stream());
    if (asked.isEmpty()) { // some were held out
      data.dev().forEach(pair -> asked.add(new Pair(pair.source(), pair.target())));
    }
    Set<String> questions = asked.stream().map(Pair::question).collect(Collectors.toSet());
    pairs.removeIf(pair -> questions.contains(pair.question()));
    StepwiseDecoder decoder =
        new StepwiseDecoder(
            new EncoderDecoder(new Weights(parameters.export()), shape(), WeightFormat.FLOAT32));
    double[] nats = new double[asked.size()];
    for (int i = 0; i < nats.length; i++) {
      int[] question = data.source().codec().encode(asked.get(i).question());
      int[][] answer = {data.target().codec().encode(asked.get(i).answer())};
      nats[i] = decoder.logProbabilities(question, answer)[0];
    }
    return Optional.of(MemoryFit.fit(pairs, asked, nats));
  }

  private List<Pair> pairs(Stream<CorpusConfig> entries) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (CorpusConfig entry : entries.toList()) {
      config.pairs(entry).forEach(pair -> pairs.add(new Pair(pair.source(), pair.target())));
    }
    return pairs;
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      for (Recipe.TestSet<TextPair> test : config.tests()) {
        List<String> sources = test.items().stream().map(TextPair::source).toList();
        List<String> hypotheses =
            translator.translate(sources, translator.decoding()).stream()
                .map(Translation::text)
                .toList();
        List<String> references = test.items().stream().map(TextPair::target).toList();
        for (MetricKind metric : REPORTED) {
          Score score = metric.metric().corpus(hypotheses, references);
          scores.add(new ReportedScore(test.title(), score.signature(), score.value()));
        }
      }
    }
    return scores;
  }
}
