package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.LanguageModel;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.core.training.TrainingTask.Learner;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.sentiment.model.SentimentNetwork.Regularization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Learning to predict text, as the training loop sees it. */
final class PretrainingTask extends TextTask {
  private static final float[] NO_TARGET = {};

  /** Settings that pretraining does not look at, as they matter only after it. */
  private static final List<String> HARMLESS =
      Stream.concat(
              SentimentTask.HARMLESS.stream(),
              Stream.of(
                  "labels", "training", "distillation", "network", "transfer", "transfer-parts"))
          .toList();

  private static final int DEV_TEXTS = 2000;
  private static final int DEV_BATCH = 64;

  private final SentimentConfig.Pretraining settings;
  private final NDManager manager;
  private final List<Example> train;
  private final List<Example> dev;

  /**
   * Declares a model to pretrain on all texts of {@code data}, but for a few that score it.
   *
   * @param manager owner of the parameters
   */
  PretrainingTask(SentimentData data, NDManager manager) {
    super(
        data,
        data.recipe().pretraining().orElseThrow().loop(),
        store -> model(data, store),
        manager);
    this.settings = config.pretraining().orElseThrow();
    this.manager = manager;
    List<Example> all = new ArrayList<>();
    data.train().forEach(item -> add(all, item));
    data.unlabeled().forEach(item -> add(all, item));
    int kept = Math.min(DEV_TEXTS, all.size() / 10);
    dev = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      dev.add(all.get((int) ((long) i * all.size() / kept)));
    }
    all.removeAll(new java.util.HashSet<>(dev));
    train = all;
  }

  private static void add(List<Example> all, TextItem item) {
    if (item.length() > 1) {
      all.add(new Example(item, NO_TARGET, all.size()));
    }
  }

  @Override
  public List<Batch<Example>> epoch(int epoch) {
    return batches(buckets(settings.batchTexts()), train, epoch);
  }

  private LengthBuckets<Example> buckets(int texts) {
    return new LengthBuckets<>(t -> t.item().length(), t -> 0, settings.batchTokens(), texts);
  }

  @Override
  public long tokens(Batch<Example> batch) {
    return batch.examples().stream().mapToLong(t -> t.item().length() - 1L).sum();
  }

  @Override
  public Learner<Batch<Example>> learner(ParameterStore replica) {
    LanguageModel model = model(data, replica);
    return (step, batch, dropout) -> loss(model, step, batch, dropout);
  }

  private static LanguageModel model(SentimentData data, ParameterStore store) {
    return new LanguageModel(
        store, SentimentNetwork.EMBEDDING, data.shape().encoderShape(), data.subwords().size());
  }

  private NDArray loss(LanguageModel model, NDManager step, Batch<Example> batch, Dropout dropout) {
    int others = settings.sampledTokens();
    long seed = draw(batch.examples().get(0).index(), batch.epoch());
    return model.loss(
        step,
        ids(batch),
        rates(),
        dropout,
        others == 0 ? Optional.empty() : Optional.of(new LanguageModel.Sampling(others, seed)));
  }

  private LanguageModel.Rates rates() {
    Regularization drop = data.recipe().regularization();
    return new LanguageModel.Rates(
        drop.embeddingDropout(), drop.recurrentDropout(), drop.outputDropout());
  }

  private int[][] ids(Batch<Example> batch) {
    return batch.examples().stream().map(t -> ids(t, batch.epoch())).toArray(int[][]::new);
  }

  @Override
  public double rank(double score) {
    return -score;
  }

  /** Returns the loss of predicting texts kept apart. */
  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    double loss = 0;
    long tokens = 0;
    try (NDManager scope = manager.newSubManager()) {
      LanguageModel fixed = model(data, parameters.view(scope));
      for (List<Example> texts : buckets(DEV_BATCH).sorted(dev)) {
        TrainingTask.check(stop);
        Batch<Example> batch = new Batch<>(texts, 0);
        try (NDManager step = scope.newSubManager()) {
          NDArray mean =
              fixed.loss(
                  step, ids(batch), LanguageModel.Rates.NONE, Dropout.none(), Optional.empty());
          loss += mean.getFloat() * tokens(batch);
          tokens += tokens(batch);
        }
      }
    }
    return Map.of("dev_loss", loss / Math.max(1, tokens));
  }

  @Override
  public RunIdentity identity() {
    Fingerprint print = data.fingerprint();
    print.line(config.network().cell() + " " + config.network().embeddingSize());
    print.line(Integer.toString(config.network().hiddenSize()));
    return RunIdentity.of(config.resolved(), HARMLESS, print.hex());
  }

  @Override
  public String summary(long updates) {
    return String.format(
        Locale.ROOT,
        "%s, pretraining: %,d texts, vocabulary %,d, %,d parameters",
        config.run().name(),
        data.train().size() + data.unlabeled().size(),
        data.subwords().size(),
        parameters.size());
  }
}
