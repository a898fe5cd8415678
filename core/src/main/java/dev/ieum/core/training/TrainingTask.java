package dev.ieum.core.training;

import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.score.Direction;
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

  /** Says which score of the metric that decides is better. */
  default Direction direction() {
    return Direction.HIGHER_IS_BETTER;
  }

  /**
   * Scores the current parameters on the dev set; the first metric named decides, see {@link
   * #direction}. It changes no parameter.
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
}
