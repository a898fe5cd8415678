package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.LanguageModel;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.Learner;
import dev.ieum.core.training.TrainingMemory;
import dev.ieum.core.training.TrainingTask;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.sentiment.model.Regularization;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.sentiment.model.SentimentShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Learning to foretell text, as the training loop sees it. */
final class PretrainingTask implements TrainingTask<PretrainingTask.Batch> {
  private static final int DEV_TEXTS = 2000;
  private static final int DEV_BATCH = 64;

  private final SentimentConfig config;
  private final SentimentConfig.Pretraining settings;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final ItemEncoder encoder;
  private final int vocabularySize;
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
  PretrainingTask(SentimentConfig config, SentimentData data, Ngrams ngrams, NDManager manager) {
    this.config = config;
    this.settings = config.pretraining().orElseThrow();
    this.manager = manager;
    this.vocabularySize = data.codec().vocabulary().size();
    encoder =
        new ItemEncoder(
            data.codec(), ngrams, config.text().bpeDropout(), config.data().maxLength());
    TrainingMemory.require(this::model);
    parameters = ParameterStore.forTraining(manager, settings.training().seed());
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
    long seed = settings.training().seed() * 7_919L + epoch;
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
    return new LanguageModel(
        store,
        SentimentNetwork.EMBEDDING,
        new SentimentShape(config.network(), vocabularySize, config.labels().size()).encoderShape(),
        vocabularySize);
  }

  private NDArray loss(LanguageModel model, NDManager step, Batch batch, Dropout dropout) {
    int others = settings.sampledTokens();
    long seed = draw(batch.texts().get(0), batch.epoch());
    return model.loss(
        step,
        ids(batch),
        rates(),
        dropout,
        others == 0 ? Optional.empty() : Optional.of(new LanguageModel.Sampling(others, seed)));
  }

  private LanguageModel.Rates rates() {
    Regularization drop = config.regularization();
    return new LanguageModel.Rates(
        drop.embeddingDropout(), drop.recurrentDropout(), drop.outputDropout());
  }

  private int[][] ids(Batch batch) {
    return batch.texts().stream()
        .map(t -> encoder.ids(t.item(), draw(t, batch.epoch())))
        .toArray(int[][]::new);
  }

  private long draw(Indexed text, int epoch) {
    return (settings.training().seed() * 31 + epoch) * 1_000_003L + text.index();
  }

  /** Foretells texts kept apart; less loss is better, and the loop wants more. */
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
              fixed.loss(
                  step, ids(batch), LanguageModel.Rates.NONE, Dropout.none(), Optional.empty());
          loss += mean.getFloat() * tokens(batch);
          tokens += tokens(batch);
        }
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("negative_loss", -loss / Math.max(1, tokens));
    return scores;
  }
}
