package dev.ieum.core.recipe;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.text.LengthBuckets;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingMemory;
import java.util.List;
import java.util.function.Consumer;

/**
 * A task whose batches are examples of an epoch, each with a length.
 *
 * @param <E> an example
 */
public abstract class ExampleTask<E> implements LoopTask<ExampleTask.Batch<E>> {
  protected final ParameterStore parameters;
  private final TrainingConfig training;

  /** Examples of an epoch. */
  public record Batch<E>(List<E> examples, int epoch) {}

  /**
   * Declares a network to train.
   *
   * @param network declares it
   * @param manager owner of the parameters
   */
  protected ExampleTask(
      TrainingConfig training, Consumer<ParameterStore> network, NDManager manager) {
    this.training = training;
    TrainingMemory.require(network);
    parameters = ParameterStore.forTraining(manager, training.seed());
    network.accept(parameters);
  }

  @Override
  public final TrainingConfig training() {
    return training;
  }

  @Override
  public final ParameterStore parameters() {
    return parameters;
  }

  /** Returns the length of an example, by which batches are split. */
  protected abstract int length(E example);

  /** Returns the batches of an epoch, examples of like length together. */
  protected final List<Batch<E>> batches(LengthBuckets<E> buckets, List<E> examples, int epoch) {
    return buckets.shuffled(examples, seed(epoch)).stream()
        .map(of -> new Batch<>(of, epoch))
        .toList();
  }

  /** Returns what the order of an epoch follows from. */
  protected final long seed(int epoch) {
    return training.seed() * 7_919L + epoch;
  }

  /** Returns what all chance of an example in an epoch follows from. */
  protected final long draw(int index, int epoch) {
    return (training.seed() * 31 + epoch) * 1_000_003L + index;
  }

  @Override
  public final List<Batch<E>> split(Batch<E> batch, int parts) {
    return Parts.of(batch.examples(), this::length, parts).stream()
        .map(rows -> new Batch<>(rows.stream().map(batch.examples()::get).toList(), batch.epoch()))
        .toList();
  }
}
