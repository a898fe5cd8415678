package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.ExampleTask;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RecipeTask;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.core.training.TrainingTask.Learner;
import dev.ieum.sentiment.Calibration;
import dev.ieum.sentiment.Readability;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.sentiment.SentimentModel;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.sentiment.model.SentimentClassifier;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.sentiment.train.SentimentConfig.LabelMetric;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Classification as the training loop sees it: batches of texts, a loss, a score on the dev set.
 */
final class SentimentTask extends TextTask
    implements RecipeTask<ExampleTask.Batch<TextTask.Example>> {
  /** Settings that do not change what is learned; for data, the texts themselves stand. */
  static final List<String> HARMLESS =
      List.of("name", "data-licence", "card", "confident-accuracy", "transfer-share", "data");

  /** Dev texts scored between two looks at a request to stop. */
  private static final int DEV_TEXTS = 1024;

  private final Ngrams ngrams;
  private final List<Example> examples;
  private final List<EncodedText> dev = new ArrayList<>();
  private final int[] devLabels;

  /**
   * Declares a network to train.
   *
   * @param targets probability of each class for each training text, then for each unlabelled one
   *     if there is anything to be learned from them
   * @param manager owner of the parameters
   */
  SentimentTask(SentimentData data, List<float[]> targets, NDManager manager) {
    super(
        data,
        data.recipe().training().loop(),
        store -> new SentimentNetwork(store, data.shape()),
        manager);
    this.ngrams = new Ngrams(config.network().ngrams());
    int maxLength = config.data().maxLength();
    examples = new ArrayList<>(targets.size());
    int labeled = data.train().size();
    for (int i = 0; i < targets.size(); i++) {
      TextItem item = i < labeled ? data.train().get(i) : data.unlabeled().get(i - labeled);
      examples.add(new Example(item, targets.get(i), i));
    }
    devLabels = new int[data.dev().size()];
    for (LabeledItem item : data.dev()) {
      devLabels[dev.size()] = item.label();
      int[] ids = data.subwords().codec().encode(item.text());
      int[] cut = ids.length <= maxLength + 1 ? ids : cut(ids, maxLength);
      dev.add(new EncodedText(cut, ngrams.of(item.text())));
    }
  }

  private static int[] cut(int[] ids, int length) {
    int[] cut = java.util.Arrays.copyOf(ids, length + 1);
    cut[length] = ids[ids.length - 1];
    return cut;
  }

  @Override
  public List<Batch<Example>> epoch(int epoch) {
    LengthBuckets<Example> buckets =
        new LengthBuckets<>(
            e -> Math.min(e.item().length(), config.data().maxLength() + 1),
            e -> 0,
            config.training().batchTokens(),
            config.training().batchTexts());
    return batches(buckets, examples, epoch);
  }

  @Override
  public long tokens(Batch<Example> batch) {
    return batch.examples().size();
  }

  @Override
  public Learner<Batch<Example>> learner(ParameterStore replica) {
    SentimentNetwork network = new SentimentNetwork(replica, data.shape());
    return (step, batch, dropout) -> loss(network, step, batch, dropout);
  }

  private NDArray loss(
      SentimentNetwork network, NDManager step, Batch<Example> batch, Dropout dropout) {
    List<EncodedText> texts = new ArrayList<>(batch.examples().size());
    float[][] targets = new float[batch.examples().size()][];
    for (Example example : batch.examples()) {
      targets[texts.size()] = example.target();
      texts.add(new EncodedText(ids(example, batch.epoch()), ngrams.of(example.item().text())));
    }
    return network.loss(step, texts, targets, config.regularization(), dropout);
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    ClassificationReport report = report(Calibration.NONE, stop);
    Map<String, Double> scores = new LinkedHashMap<>();
    LabelMetric metric = config.training().metric();
    scores.put(metric.toString().toLowerCase(Locale.ROOT), metric.of(report));
    scores.put("dev_loss", report.probabilities().negativeLogLikelihood());
    return scores;
  }

  private float[][] devLogits(BooleanSupplier stop) {
    SentimentClassifier network =
        new SentimentClassifier(
            new Weights(parameters.export()), data.shape(), WeightFormat.FLOAT32);
    List<float[]> logits = new ArrayList<>(dev.size());
    for (int from = 0; from < dev.size(); from += DEV_TEXTS) {
      TrainingTask.check(stop);
      int to = Math.min(dev.size(), from + DEV_TEXTS);
      logits.addAll(
          List.of(network.logits(dev.subList(from, to), SentimentClassifier.BATCH_TEXTS)));
    }
    return logits.toArray(float[][]::new);
  }

  private ClassificationReport report(Calibration calibration, BooleanSupplier stop) {
    float[][] logits = devLogits(stop);
    double[][] probabilities = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = calibration.probabilities(logits[i]);
    }
    return ClassificationReport.of(
        config.labels().names(), devLabels, probabilities, 1, config.training().loop().seed());
  }

  @Override
  public RunIdentity identity() {
    Fingerprint print = data.fingerprint();
    for (LabeledItem item : data.dev()) {
      print.line(item.label() + "\t" + item.text());
    }
    return RunIdentity.of(config.resolved(), HARMLESS, print.hex());
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %,d texts (%,d left out), %,d dev texts, %,d without labels, vocabulary %,d,"
            + " %,d parameters",
        config.run().name(),
        data.train().size(),
        data.skipped(),
        data.dev().size(),
        data.unlabeled().size(),
        data.subwords().size(),
        parameters.size());
  }

  @Override
  public String learnedFrom() {
    return String.format(
        Locale.ROOT,
        "%,d labelled texts, %,d of them constructed, %,d without labels",
        data.train().size(),
        data.constructed(),
        data.unlabeled().size());
  }

  /** Moves the weights back towards those that were transferred, by their share. */
  private void blend() {
    float share = (float) config.more().transferShare();
    Map<String, FloatTensor> blended = new LinkedHashMap<>();
    Map<String, FloatTensor> trained = parameters.export();
    data.weights()
        .forEach(
            (name, transferred) -> {
              if (trained.containsKey(name)) {
                float[] mean = trained.get(name).values().clone();
                for (int i = 0; i < mean.length; i++) {
                  mean[i] = (1 - share) * mean[i] + share * transferred.values()[i];
                }
                blended.put(name, new FloatTensor(transferred.shape(), mean));
              }
            });
    parameters.adopt(blended);
  }

  /** Fits the calibration to the dev set, which it then scores. */
  @Override
  public List<ReportedScore> pack(ModelBundleWriter writer) throws IOException {
    if (config.more().transferShare() > 0) {
      blend();
      writer.weights(parameters.export(), Precision.F16);
    }
    Calibration calibration =
        Calibration.fit(devLogits(() -> false), devLabels, config.more().confidentAccuracy());
    writer.network(
        SentimentModel.settings(
            config.network(),
            config.labels(),
            calibration,
            config.data().maxLength(),
            Readability.signs(
                data.subwords().codec(), data.train().stream().map(TextItem::text).toList())));
    data.subwords().write(writer, SentimentModel.TEXT, SentimentModel.TEXT);
    return scores("dev", report(calibration, () -> false));
  }

  @Override
  public List<ReportedScore> score(ModelBundle bundle) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      for (Recipe.TestSet<LabeledItem> test : config.tests()) {
        scores.addAll(
            scores(test.title(), report(analyzer, test.items(), config.training().loop().seed())));
      }
    }
    return scores;
  }

  /** Scores a model on texts. */
  static ClassificationReport report(
      SentimentAnalyzer analyzer, List<LabeledItem> items, long seed) {
    List<Sentiment> answers = analyzer.analyze(items.stream().map(LabeledItem::text).toList());
    return ClassificationReport.of(
        analyzer.labels(),
        items.stream().mapToInt(LabeledItem::label).toArray(),
        answers.stream()
            .map(a -> a.probabilities().values().stream().mapToDouble(p -> p).toArray())
            .toArray(double[][]::new),
        1,
        seed);
  }

  private static List<ReportedScore> scores(String test, ClassificationReport report) {
    return List.of(
        new ReportedScore(
            test, ClassificationReport.ACCURACY_SIGNATURE, 100 * report.accuracy().value()),
        new ReportedScore(
            test, ClassificationReport.MACRO_F1_SIGNATURE, 100 * report.macroF1().value()),
        new ReportedScore(
            test,
            ClassificationReport.CALIBRATION_SIGNATURE,
            100 * report.probabilities().calibrationError()));
  }
}
