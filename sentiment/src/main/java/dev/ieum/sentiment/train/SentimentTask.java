package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.Learner;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sentiment.Calibration;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.sentiment.model.SentimentClassifier;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.sentiment.model.SentimentShape;
import dev.ieum.sentiment.model.TextBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Classification as the training loop sees it: batches of texts, a loss, a score on the dev set.
 */
final class SentimentTask implements TrainingTask<SentimentTask.Batch> {
  /** Dev texts scored between two looks at a request to stop. */
  private static final int DEV_TEXTS = 1024;

  private final SentimentConfig config;
  private final ParameterStore parameters;
  private final ItemEncoder encoder;
  private final int vocabularySize;
  private final List<Example> examples;
  private final List<EncodedText> dev = new ArrayList<>();
  private final int[] devLabels;

  /**
   * A text to learn.
   *
   * @param target probability of each class
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  record Example(TextItem item, float[] target, int index) {}

  /** Examples of an epoch. */
  record Batch(List<Example> examples, int epoch) {}

  /**
   * Declares a network to train.
   *
   * @param targets probability of each class for each training text, then for each unlabelled one
   *     if there is anything to be learnt from them
   * @param manager owner of the parameters
   */
  SentimentTask(
      SentimentConfig config,
      SentimentData data,
      Ngrams ngrams,
      List<float[]> targets,
      NDManager manager) {
    this.config = config;
    this.vocabularySize = data.codec().vocabulary().size();
    encoder =
        new ItemEncoder(
            data.codec(), ngrams, config.text().bpeDropout(), config.data().maxLength());
    TrainingMemory.require(this::network);
    parameters = ParameterStore.forTraining(manager, config.training().seed());
    network(parameters); // declares them
    examples = new ArrayList<>(targets.size());
    int labeled = data.train().size();
    for (int i = 0; i < targets.size(); i++) {
      TextItem item = i < labeled ? data.train().get(i) : data.unlabeled().get(i - labeled);
      examples.add(new Example(item, targets.get(i), i));
    }
    devLabels = new int[data.dev().size()];
    for (SentimentData.LabeledItem item : data.dev()) {
      devLabels[dev.size()] = item.label();
      int[] ids = data.codec().encode(item.text());
      int[] cut = ids.length <= encoder.maxLength() + 1 ? ids : cut(ids, encoder.maxLength());
      dev.add(new EncodedText(cut, ngrams.of(item.text())));
    }
  }

  private static int[] cut(int[] ids, int length) {
    int[] cut = java.util.Arrays.copyOf(ids, length + 1);
    cut[length] = ids[ids.length - 1];
    return cut;
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  @Override
  public List<Batch> epoch(int epoch) {
    long seed = config.training().seed() * 7_919L + epoch;
    return new LengthBuckets<Example>(
            e -> Math.min(e.item().length(), encoder.maxLength() + 1),
            e -> 0,
            config.batchTokens(),
            config.batchTexts())
        .shuffled(examples, seed).stream().map(of -> new Batch(of, epoch)).toList();
  }

  @Override
  public long tokens(Batch batch) {
    return batch.examples().size();
  }

  @Override
  public List<Batch> split(Batch batch, int parts) {
    return Parts.of(batch.examples(), example -> example.item().length(), parts).stream()
        .map(rows -> new Batch(rows.stream().map(batch.examples()::get).toList(), batch.epoch()))
        .toList();
  }

  @Override
  public Learner<Batch> learner(ParameterStore replica) {
    SentimentNetwork network = network(replica);
    return (step, batch, dropout) -> loss(network, step, batch, dropout);
  }

  private SentimentNetwork network(ParameterStore store) {
    return new SentimentNetwork(store, shape());
  }

  private SentimentShape shape() {
    return new SentimentShape(config.network(), vocabularySize, config.labels().size());
  }

  private NDArray loss(SentimentNetwork network, NDManager step, Batch batch, Dropout dropout) {
    List<EncodedText> texts = new ArrayList<>(batch.examples().size());
    float[][] targets = new float[batch.examples().size()][];
    for (Example example : batch.examples()) {
      long draw = (config.training().seed() * 31 + batch.epoch()) * 1_000_003L + example.index();
      targets[texts.size()] = example.target();
      texts.add(encoder.encode(example.item(), draw));
    }
    return network.loss(step, TextBatch.of(texts), targets, config.regularization(), dropout);
  }

  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    ClassificationReport report = report(Calibration.NONE, stop);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(config.metric().toString().toLowerCase(Locale.ROOT), config.metric().of(report));
    scores.put("dev_loss", report.probabilities().negativeLogLikelihood());
    return scores;
  }

  /** Returns the logits of the dev set under the current parameters. */
  float[][] devLogits() {
    return devLogits(() -> false);
  }

  private float[][] devLogits(BooleanSupplier stop) {
    SentimentClassifier network =
        new SentimentClassifier(new Weights(parameters.export()), shape(), WeightFormat.FLOAT32);
    List<float[]> logits = new ArrayList<>(dev.size());
    for (int from = 0; from < dev.size(); from += DEV_TEXTS) {
      TrainingTask.check(stop);
      int to = Math.min(dev.size(), from + DEV_TEXTS);
      logits.addAll(
          List.of(network.logits(dev.subList(from, to), SentimentClassifier.BATCH_TEXTS)));
    }
    return logits.toArray(float[][]::new);
  }

  /** Returns the classes of the dev set. */
  int[] devLabels() {
    return devLabels.clone();
  }

  /** Scores the dev set under the current parameters. */
  ClassificationReport report(Calibration calibration) {
    return report(calibration, () -> false);
  }

  private ClassificationReport report(Calibration calibration, BooleanSupplier stop) {
    float[][] logits = devLogits(stop);
    double[][] probabilities = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = calibration.probabilities(logits[i]);
    }
    return ClassificationReport.of(
        config.labels().names(), devLabels, probabilities, 1, config.training().seed());
  }
}
