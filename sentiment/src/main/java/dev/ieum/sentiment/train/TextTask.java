package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.LoopTask;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingMemory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Training on single texts: batches of them, with the chance that their subwords follow from. */
abstract class TextTask implements LoopTask<TextTask.Batch> {
  final SentimentData data;
  final SentimentConfig config;
  final ParameterStore parameters;
  private final TrainingConfig training;

  /**
   * A text to learn.
   *
   * @param target probability of each class; empty where none is learned
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  record Example(TextItem item, float[] target, int index) {}

  /** Examples of an epoch. */
  record Batch(List<Example> examples, int epoch) {}

  /**
   * Declares a network to train.
   *
   * @param network declares it
   * @param manager owner of the parameters
   */
  TextTask(
      SentimentData data,
      TrainingConfig training,
      Consumer<ParameterStore> network,
      NDManager manager) {
    this.data = data;
    this.config = data.recipe();
    this.training = training;
    TrainingMemory.require(network);
    parameters = ParameterStore.forTraining(manager, training.seed());
    network.accept(parameters);
  }

  @Override
  public TrainingConfig training() {
    return training;
  }

  @Override
  public ParameterStore parameters() {
    return parameters;
  }

  /** Returns the batches of an epoch, texts of like length together. */
  List<Batch> batches(LengthBuckets<Example> buckets, List<Example> examples, int epoch) {
    return buckets.shuffled(examples, training.seed() * 7_919L + epoch).stream()
        .map(of -> new Batch(of, epoch))
        .toList();
  }

  @Override
  public List<Batch> split(Batch batch, int parts) {
    return Parts.of(batch.examples(), example -> example.item().length(), parts).stream()
        .map(rows -> new Batch(rows.stream().map(batch.examples()::get).toList(), batch.epoch()))
        .toList();
  }

  /** Returns the ids of a text, its words split into subwords again in each epoch. */
  int[] ids(Example example, int epoch) {
    return data.subwords()
        .ids(
            example.item().words(),
            config.text().bpeDropout(),
            new SplittableRandom(draw(example, epoch)),
            config.data().maxLength());
  }

  /** Returns what all chance of a text in an epoch follows from. */
  long draw(Example example, int epoch) {
    return (training.seed() * 31 + epoch) * 1_000_003L + example.index();
  }
}
