package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.ExampleTask;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceModel.Evaluation;
import dev.ieum.sequences.SequenceModel.ModelSettings;
import dev.ieum.sequences.model.SequenceNetwork;
import dev.ieum.sequences.model.SequenceNetwork.Sampling;
import dev.ieum.sequences.model.SequenceNetwork.Window;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.score.RankingEvaluation;
import dev.ieum.sequences.score.RankingEvaluation.Protocol;
import dev.ieum.sequences.score.RankingReport;
import dev.ieum.sequences.score.TransitionCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Next-event prediction as the training loop sees it. */
final class SequenceTask extends ExampleTask<SequenceTask.Example>
    implements RecipeTask<ExampleTask.Batch<SequenceTask.Example>> {
  /** Settings that do not change what is learned; for data, the sequences themselves stand. */
  private static final List<String> HARMLESS = List.of("name", "data-licence", "card", "data");

  private static final int AT = 10;

  private final SequenceData data;
  private final SequenceConfig config;
  private final List<Example> examples = new ArrayList<>();
  private final TransitionCounts transitions;

  /** A window and its number, which its chance follows from. */
  record Example(Window window, int index) {}

  /**
   * Declares a network to train.
   *
   * @param manager owner of the parameters
   */
  SequenceTask(SequenceData data, NDManager manager) {
    super(
        data.recipe().training().loop(),
        store -> new SequenceNetwork(store, data.shape()),
        manager);
    this.data = data;
    config = data.recipe();
    for (Window window : data.windows()) {
      examples.add(new Example(window, examples.size()));
    }
    transitions = TransitionCounts.of(data.train(), data.vocabulary().size());
  }

  @Override
  protected int length(Example example) {
    return example.window().inputs().length;
  }

  @Override
  public List<Batch<Example>> epoch(int epoch) {
    LengthBuckets<Example> buckets =
        new LengthBuckets<>(
            this::length,
            e -> 0,
            config.training().batchEvents(),
            config.training().batchSequences());
    return batches(buckets, examples, epoch);
  }

  @Override
  public long tokens(Batch<Example> batch) {
    return batch.examples().stream().mapToLong(e -> e.window().scored()).sum();
  }

  @Override
  public Learner<Batch<Example>> learner(ParameterStore replica) {
    SequenceNetwork network = new SequenceNetwork(replica, data.shape());
    return (step, batch, dropout) -> {
      List<Window> windows = batch.examples().stream().map(e -> read(e, batch.epoch())).toList();
      Sampling sampling =
          new Sampling(
              config.training().sampledEvents(),
              draw(batch.examples().get(0).index(), batch.epoch()));
      return network.loss(step, windows, config.regularization(), sampling, dropout);
    };
  }

  /** Returns a window with some events that it reads unknown, others in each epoch. */
  private Window read(Example example, int epoch) {
    double rate = config.regularization().eventDropout();
    Window window = example.window();
    if (rate == 0) {
      return window;
    }
    SplittableRandom random = new SplittableRandom(draw(example.index(), epoch));
    int[] inputs = window.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      boolean unknown = random.nextDouble() < rate && inputs[i] != Vocabulary.BOS;
      inputs[i] = unknown ? Vocabulary.UNK : inputs[i];
    }
    return new Window(inputs, window.targets(), window.from());
  }

  /** NDCG decides where one event of each sequence is left out, otherwise the perplexity. */
  @Override
  public double rank(double score) {
    return config.data().split() == Split.LEAVE_ONE_OUT ? score : -score;
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    RankingReport.Figures figures = devReport(stop).model();
    Map<String, Double> scores = new LinkedHashMap<>();
    if (config.data().split() == Split.LEAVE_ONE_OUT) {
      scores.put("ndcg@" + AT, figures.ndcg());
      scores.put("hr@" + AT, figures.hitRate());
    } else {
      scores.put("perplexity", figures.perplexity());
    }
    return scores;
  }

  private RankingReport devReport(BooleanSupplier stop) {
    SequencePredictor network =
        new SequencePredictor(new Weights(parameters.export()), data.shape(), WeightFormat.FLOAT32);
    return RankingEvaluation.run(
        network, transitions, protocol(), data.dev(), done -> TrainingTask.check(stop));
  }

  private Protocol protocol() {
    Evaluation evaluation = evaluation();
    return new Protocol(evaluation.last(), evaluation.ends(), evaluation.unseen(), AT);
  }

  private Evaluation evaluation() {
    SequenceConfig.Data of = config.data();
    boolean last = of.split() == Split.LEAVE_ONE_OUT || of.lastOnly();
    return new Evaluation(last, of.ends(), of.unseen());
  }

  @Override
  public RunIdentity identity() {
    return RunIdentity.of(config.resolved(), HARMLESS, data.fingerprint().hex());
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %,d sequences, %,d dev sequences, %,d events in the vocabulary, %,d parameters",
        config.run().name(),
        data.train().size(),
        data.dev().size(),
        data.vocabulary().size(),
        parameters.size());
  }

  @Override
  public String learnedFrom() {
    return String.format(
        Locale.ROOT,
        "%,d sequences, %,d events",
        data.train().size(),
        data.train().stream().mapToLong(ids -> ids.length - 1L).sum());
  }

  @Override
  public List<ReportedScore> pack(ModelBundleWriter writer) {
    SequenceModel.write(
        writer,
        new ModelSettings(config.network(), config.data().cut(), evaluation()),
        data.vocabulary(),
        transitions);
    return scores("dev", devReport(() -> false));
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    try (SequenceModel model = SequenceModel.open(bundle, ProductPrecision.INT8)) {
      for (Recipe.TestSet<List<String>> test : config.tests()) {
        scores.addAll(scores(test.title(), model.evaluate(test.items(), protocol(), done -> {})));
      }
    }
    return scores;
  }

  private List<ReportedScore> scores(String test, RankingReport report) {
    String choices =
        "|ranking:full|events:%s|seen:%s"
            .formatted(
                protocol().last() ? "last" : "all", protocol().unseen() ? "left-out" : "ranked");
    RankingReport.Figures of = report.model();
    return List.of(
        new ReportedScore(test, "HR@" + AT + choices, 100 * of.hitRate()),
        new ReportedScore(test, "NDCG@" + AT + choices, 100 * of.ndcg()),
        new ReportedScore(test, "MRR" + choices, 100 * of.reciprocalRank()),
        new ReportedScore(test, "perplexity", of.perplexity()));
  }
}
