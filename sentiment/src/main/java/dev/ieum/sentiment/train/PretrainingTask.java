package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.LoopTask;
import dev.ieum.core.score.Direction;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.Learner;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sentiment.model.LanguageModel;
import dev.ieum.sentiment.model.Regularization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Learning to predict text, as the training loop sees it. */
final class PretrainingTask implements LoopTask<PretrainingTask.Batch> {
  /** Settings that pretraining does not look at, as they matter only after it. */
  private static final List<String> HARMLESS =
      Stream.concat(
              SentimentTask.HARMLESS.stream(),
              Stream.of(
                  "labels", "training", "distillation", "network", "transfer", "transfer-parts"))
          .toList();

  private static final int DEV_TEXTS = 2000;
  private static final int DEV_BATCH = 64;

  private final SentimentConfig config;
  private final SentimentConfig.Pretraining settings;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final SentimentData data;
  private final List<Indexed> train;
  private final List<Indexed> dev;

  /** Texts with the numbers that their subword dropout follows from. */
  record Batch(List<Indexed> texts, int epoch) {}

  record Indexed(TextItem item, int index) {}

  /**
   * Declares a model to pretrain on all texts of {@code data}, but for a few that score it.
   *
   * @param manager owner of the parameters
   */
  PretrainingTask(SentimentData data, NDManager manager) {
    this.data = data;
    this.config = data.recipe();
    this.settings = config.pretraining().orElseThrow();
    this.manager = manager;
    TrainingMemory.require(this::model);
    parameters = ParameterStore.forTraining(manager, settings.loop().seed());
    model(parameters); // declares them
    List<Indexed> all = new ArrayList<>();
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

  private static void add(List<Indexed> all, TextItem item) {
    if (item.length() > 1) {
      all.add(new Indexed(item, all.size()));
    }
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  @Override
  public List<Batch> epoch(int epoch) {
    long seed = settings.loop().seed() * 7_919L + epoch;
    return new LengthBuckets<Indexed>(
            t -> t.item().length(), t -> 0, settings.batchTokens(), settings.batchTexts())
        .shuffled(train, seed).stream().map(texts -> new Batch(texts, epoch)).toList();
  }

  @Override
  public long tokens(Batch batch) {
    return batch.texts().stream().mapToLong(t -> t.item().length() - 1L).sum();
  }

  @Override
  public List<Batch> split(Batch batch, int parts) {
    return Parts.of(batch.texts(), text -> text.item().length(), parts).stream()
        .map(rows -> new Batch(rows.stream().map(batch.texts()::get).toList(), batch.epoch()))
        .toList();
  }

  @Override
  public Learner<Batch> learner(ParameterStore replica) {
    LanguageModel model = model(replica);
    return (step, batch, dropout) -> loss(model, step, batch, dropout);
  }

  private LanguageModel model(ParameterStore store) {
    return new LanguageModel(store, config.network(), data.subwords().size());
  }

  private NDArray loss(LanguageModel model, NDManager step, Batch batch, Dropout dropout) {
    int others = settings.sampledTokens();
    long seed = draw(batch.texts().get(0), batch.epoch());
    return model.loss(
        step,
        ids(batch),
        config.regularization(),
        dropout,
        others == 0 ? Optional.empty() : Optional.of(new LanguageModel.Sampling(others, seed)));
  }

  private int[][] ids(Batch batch) {
    return batch.texts().stream()
        .map(t -> t.item().ids(data, draw(t, batch.epoch())))
        .toArray(int[][]::new);
  }

  private long draw(Indexed text, int epoch) {
    return (settings.loop().seed() * 31 + epoch) * 1_000_003L + text.index();
  }

  @Override
  public Direction direction() {
    return Direction.LOWER_IS_BETTER;
  }

  /** Returns the loss of predicting texts kept apart. */
  @Override
  public Map<String, Double> validate(BooleanSupplier stop) {
    double loss = 0;
    long tokens = 0;
    try (NDManager scope = manager.newSubManager()) {
      LanguageModel fixed = model(parameters.view(scope));
      LengthBuckets<Indexed> buckets =
          new LengthBuckets<>(t -> t.item().length(), t -> 0, settings.batchTokens(), DEV_BATCH);
      for (List<Indexed> texts : buckets.sorted(dev)) {
        TrainingTask.check(stop);
        Batch batch = new Batch(texts, 0);
        try (NDManager step = scope.newSubManager()) {
          NDArray mean =
              fixed.loss(step, ids(batch), Regularization.NONE, Dropout.none(), Optional.empty());
          loss += mean.getFloat() * tokens(batch);
          tokens += tokens(batch);
        }
      }
    }
    return Map.of("dev_loss", loss / Math.max(1, tokens));
  }

  @Override
  public TrainingConfig training() {
    return settings.loop();
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
