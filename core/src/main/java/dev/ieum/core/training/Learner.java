package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.Dropout;

/**
 * A network that learns. Called from one thread at a time; several learners of the same parameters
 * run at once.
 *
 * @param <B> the task's batch
 */
@FunctionalInterface
public interface Learner<B> {

  /**
   * Returns the mean loss per target token as a scalar that gradients can flow from; it belongs to
   * {@code step}, which the loop closes.
   *
   * @param dropout what is left out
   */
  NDArray loss(NDManager step, B batch, Dropout dropout);
}
