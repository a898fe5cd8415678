package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.nn.ParameterStore;
import java.util.List;
import java.util.Map;

/**
 * What a kind of model tells the training loop. Called from one thread.
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

  /** Returns how many target tokens (or labels) {@code batch} teaches. */
  long tokens(B batch);

  /**
   * Returns the mean loss per target token as a scalar that gradients can flow from; it belongs to
   * {@code step}, which the loop closes.
   */
  NDArray loss(NDManager step, B batch);

  /** Scores the current parameters on the dev set; the first metric named decides. */
  Map<String, Double> validate();
}
