package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.recipe.ExampleTask;
import dev.ieum.core.training.TrainingConfig;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Training on single texts: batches of them, with the chance that their subwords follow from. */
abstract class TextTask extends ExampleTask<TextTask.Example> {
  final SentimentData data;
  final SentimentConfig config;

  /**
   * A text to learn.
   *
   * @param target probability of each class; empty where none is learned
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  record Example(TextItem item, float[] target, int index) {}

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
    super(training, network, manager);
    this.data = data;
    this.config = data.recipe();
  }

  @Override
  protected final int length(Example example) {
    return example.item().length();
  }

  /** Returns the ids of a text, its words split into subwords again in each epoch. */
  int[] ids(Example example, int epoch) {
    return data.subwords()
        .ids(
            example.item().words(),
            config.text().bpeDropout(),
            new SplittableRandom(draw(example.index(), epoch)),
            config.data().maxLength());
  }
}
