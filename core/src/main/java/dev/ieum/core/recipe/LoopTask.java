package dev.ieum.core.recipe;

import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingTask;

/**
 * A task that knows how it is trained.
 *
 * @param <B> a batch in plain Java
 */
public interface LoopTask<B> extends TrainingTask<B> {

  /** Returns optimizer, schedule and so on. */
  TrainingConfig training();

  /** Returns what must be the same for a resumed run to end like one left alone. */
  RunIdentity identity();

  /**
   * Returns the sizes of data and network, in one line.
   *
   * @param updates planned
   */
  String summary(long updates);
}
