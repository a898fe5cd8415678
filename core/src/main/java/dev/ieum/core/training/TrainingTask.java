package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What a kind of model tells the training loop. Called from one thread, but for {@link #epoch},
 * which is called from another meanwhile.
 *
 * @param <B> a batch in plain Java
 */
public interface TrainingTask<B> {

  /** Returns the parameters that training changes. */
  ParameterStore parameters();

  /**
   * Returns all batches of an epoch in order. The answer depends on nothing but {@code epoch} and
   * the configured seed, so that a resumed run sees the same data.
   *
   * @param epoch 0 for the first
   */
  List<B> epoch(int epoch);

  /** Returns the number of target tokens (or labels) of {@code batch}. */
  long tokens(B batch);

  /**
   * Cuts a batch into parts of about as many tokens, for learners that share it.
   *
   * @param parts how many are wanted; there may be fewer, but at least one
   */
  List<B> split(B batch, int parts);

  /** Declares the network in a {@link ParameterStore#replica} of {@link #parameters}. */
  Learner<B> learner(ParameterStore replica);

  /** Returns a number that is larger for a better score of the metric that decides. */
  default double rank(double score) {
    return score;
  }

  /**
   * Scores the current parameters on the dev set; the first metric named decides, see {@link
   * #rank}. It changes no parameter.
   *
   * @param stop looked at now and then, see {@link #check}
   * @throws CancellationException when {@code stop} says so
   */
  Map<String, Double> validate(BooleanSupplier stop);

  /**
   * Gives up the work in hand when asked to.
   *
   * @throws CancellationException when {@code stop} says so
   */
  static void check(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new CancellationException("asked to stop");
    }
  }

  /**
   * A network that learns. Called from one thread at a time; several learners of the same
   * parameters run at once.
   *
   * @param <B> the task's batch
   */
  @FunctionalInterface
  interface Learner<B> {

    /**
     * Returns the mean loss per target token as a scalar that gradients can flow from; it belongs
     * to {@code step}, which the loop closes.
     *
     * @param dropout what is left out
     */
    NDArray loss(NDManager step, B batch, Dropout dropout);
  }
}
