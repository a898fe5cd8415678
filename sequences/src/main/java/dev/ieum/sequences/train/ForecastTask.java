package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.ExampleTask;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sequences.forecast.Backtest;
import dev.ieum.sequences.forecast.ForecastReport;
import dev.ieum.sequences.forecast.ForecastSettings;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.forecast.Levels;
import dev.ieum.sequences.model.ForecastNetwork;
import dev.ieum.sequences.model.ForecastNetwork.Rates;
import dev.ieum.sequences.model.ForecastNetwork.Window;
import dev.ieum.sequences.model.ForecastPredictor;
import dev.ieum.sequences.model.QuantileLoss;
import dev.ieum.sequences.model.SequenceState;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Forecasts as the training loop sees them. */
final class ForecastTask extends ExampleTask<ForecastTask.Example>
    implements RecipeTask<ExampleTask.Batch<ForecastTask.Example>> {
  /** Settings that do not change what is learned; for data, the rows themselves stand. */
  private static final List<String> HARMLESS = List.of("name", "data-licence", "card", "data");

  private static final String CRPS = "crps";
  private static final double CHANCE = 0.99; // a share that chance may give
  private static final int READ_BEFORE = 1_000; // rows that validation reads before the dev part

  private final ForecastData data;
  private final ForecastConfig config;
  private final QuantileLoss loss = new QuantileLoss(Levels.array());

  /** Rows of a part: those that are read, and those whose forecasts are learned from. */
  record Example(SeriesPart part, int from, int to, int[] scored) {}

  /**
   * Declares a network to train.
   *
   * @param manager owner of the parameters
   */
  ForecastTask(ForecastData data, NDManager manager) {
    super(
        data.recipe().training().loop(),
        store -> new ForecastNetwork(store, data.settings().shape()),
        manager);
    this.data = data;
    config = data.recipe();
  }

  @Override
  protected int length(Example example) {
    return example.scored().length;
  }

  /** Each series is cut into windows, elsewhere in each epoch. */
  @Override
  public List<Batch<Example>> epoch(int epoch) {
    long seed = seed(epoch);
    SplittableRandom random = new SplittableRandom(seed);
    ForecastConfig.Data of = config.data();
    int stride = of.window() - of.context();
    List<Example> examples = new ArrayList<>();
    int each =
        Math.max(
            1,
            config.training().batchQuantiles()
                / config.training().batchWindows()
                / (config.forecast().horizon() * Levels.all().size()));
    for (SeriesPart part : data.train()) {
      for (int at = part.begin() - random.nextInt(stride); at < part.end(); at += stride) {
        int begin = Math.max(part.begin(), at);
        int end = Math.min(part.end(), at + stride);
        int from = Math.max(0, begin - of.context());
        while (from < end && part.rows()[from] == null) {
          from++;
        }
        List<Integer> scored =
            new ArrayList<>(IntStream.range(begin, end).filter(part::scored).boxed().toList());
        if (scored.size() > each) {
          Collections.shuffle(scored, new Random(random.nextLong()));
          scored = scored.subList(0, each);
          Collections.sort(scored);
        }
        if (!scored.isEmpty()) {
          int[] rows = scored.stream().mapToInt(Integer::intValue).toArray();
          examples.add(new Example(part, from, end, rows));
        }
      }
    }
    Collections.shuffle(examples, new Random(seed));
    List<Batch<Example>> batches = new ArrayList<>();
    int size = config.training().batchWindows();
    for (int i = 0; i < examples.size(); i += size) {
      batches.add(new Batch<>(examples.subList(i, Math.min(examples.size(), i + size)), epoch));
    }
    return batches;
  }

  @Override
  public long tokens(Batch<Example> batch) {
    return batch.examples().stream().mapToLong(this::length).sum();
  }

  @Override
  public Learner<Batch<Example>> learner(ParameterStore replica) {
    ForecastNetwork network = new ForecastNetwork(replica, data.settings().shape());
    ForecastConfig.Regularization of = config.regularization();
    Rates rates = new Rates(of.inputDropout(), of.headDropout(), of.recurrentDropout());
    return (step, batch, dropout) -> {
      List<Window> windows =
          batch.examples().stream()
              .map(example -> example.part().window(example.from(), example.to(), example.scored()))
              .toList();
      return network.loss(step, windows, loss, rates, dropout);
    };
  }

  @Override
  public double rank(double score) {
    return -score;
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(CRPS, devScore(stop));
    return scores;
  }

  /** Returns the CRPS on the dev part, in units of the naive forecast's there. */
  private double devScore(BooleanSupplier stop) {
    ForecastPredictor network =
        new ForecastPredictor(new Weights(parameters.export()), data.settings().shape());
    long rows = data.dev().stream().mapToLong(part -> part.end() - part.begin()).sum();
    int stride = (int) Math.max(1, rows / config.data().devLimit());
    double[] sums = new double[2];
    for (SeriesPart part : data.dev()) {
      SequenceState state = network.start();
      for (int t = Math.max(0, part.begin() - READ_BEFORE); t < part.end(); t++) {
        if (part.rows()[t] == null) {
          continue;
        }
        state = network.advance(part.rows()[t], state);
        if (t >= part.begin() && (t - part.begin()) % stride == 0 && part.scored(t)) {
          TrainingTask.check(stop);
          add(part, t, network.quantiles(state, part.rows()[t], part.ahead()[t]), sums);
        }
      }
    }
    return sums[1] == 0 ? 1 : sums[0] / sums[1];
  }

  private void add(SeriesPart part, int t, float[][] quantiles, double[] sums) {
    ForecastSettings settings = data.settings();
    for (int n = 0; n < quantiles.length; n++) {
      float target = part.targets()[t][n];
      if (!Float.isNaN(target)) {
        float[] naive = new float[quantiles[n].length];
        for (int q = 0; q < naive.length; q++) {
          naive[q] = (float) (double) settings.errors().get(n * naive.length + q);
        }
        sums[0] += part.weight()[t] * loss.of(quantiles[n], target);
        sums[1] += part.weight()[t] * loss.of(naive, target);
      }
    }
  }

  @Override
  public RunIdentity identity() {
    return RunIdentity.of(config.resolved(), HARMLESS, data.fingerprint().hex());
  }

  @Override
  public String summary(long updates) {
    ForecastSettings of = data.settings();
    return String.format(
        Locale.ROOT,
        "%s: %,d series, %,d rows, %,d dev rows; differences from: %s, season %d, %s;"
            + " %,d parameters",
        config.run().name(),
        data.train().size(),
        rows(data.train()),
        rows(data.dev()),
        of.history().naive().title(),
        of.history().season(),
        of.history().logarithm() ? "logarithms" : "values as they are",
        parameters.size());
  }

  private static long rows(List<SeriesPart> parts) {
    return parts.stream().mapToLong(part -> part.end() - part.begin()).sum();
  }

  @Override
  public String learnedFrom() {
    return String.format(
        Locale.ROOT, "%,d series, %,d rows", data.train().size(), rows(data.train()));
  }

  /** A network that is no better than what it began as, or than the naive forecast, is that. */
  @Override
  public List<ReportedScore> pack(ModelBundleWriter writer) {
    Map<String, FloatTensor> trained = parameters.export();
    double best = devScore(() -> false);
    parameters.adopt(data.weights());
    double start = devScore(() -> false);
    if (best <= start) {
      parameters.adopt(trained);
    }
    double score = Math.min(best, start);
    boolean learned = score < CHANCE || data.dev().isEmpty();
    if (!learned) {
      parameters.adopt(data.naiveWeights());
    }
    writer.weights(parameters.export(), Precision.F16);
    writer.network(Settings.toJson(Settings.with(data.settings(), Map.of("learned", learned))));
    String against = data.settings().history().naive().title();
    return List.of(new ReportedScore("dev", "CRPS|share-of:" + against, Math.min(1, score)));
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    try (Forecaster model = Forecaster.open(bundle)) {
      for (Recipe.TestSet<SeriesTable> test : config.tests()) {
        Backtest.Protocol protocol = new Backtest.Protocol(Optional.empty(), 1, 1, 1);
        for (SeriesTable table : test.items()) {
          ForecastReport.Figures of = model.evaluate(table, protocol, n -> {}).model().all();
          String choices = "|ahead:1-%d|stride:1".formatted(config.forecast().horizon());
          scores.add(new ReportedScore(test.title(), "RMSE" + choices, of.rmse()));
          scores.add(new ReportedScore(test.title(), "MAE" + choices, of.mae()));
          scores.add(new ReportedScore(test.title(), "MASE" + choices, of.mase()));
          of.distribution()
              .ifPresent(
                  d -> scores.add(new ReportedScore(test.title(), "CRPS" + choices, d.crps())));
        }
      }
    }
    return scores;
  }
}
