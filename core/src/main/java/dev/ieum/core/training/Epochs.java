package dev.ieum.core.training;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * The batches of epochs, prepared by a separate thread, one epoch ahead on request. Not
 * thread-safe.
 *
 * @param <B> the task's batch
 */
final class Epochs<B> implements AutoCloseable {
  private final TrainingTask<B> task;
  private final ExecutorService thread = TrainingThreads.pool("epochs", 1);
  private int next;
  private Future<List<B>> coming; // epoch `next`, or null

  Epochs(TrainingTask<B> task) {
    this.task = task;
  }

  /** Begins to make an epoch, unless that has begun. */
  void prefetch(int epoch) {
    if (coming == null || next != epoch) {
      next = epoch;
      coming = thread.submit(() -> task.epoch(epoch));
    }
  }

  /** Returns how many batches the first epoch has; it is kept for the {@link #take} to come. */
  int firstSize() {
    prefetch(0);
    return await(() -> false).size();
  }

  /**
   * Returns the batches of an epoch.
   *
   * @throws CancellationException when {@code stop} says so before they are made
   */
  List<B> take(int epoch, BooleanSupplier stop) {
    prefetch(epoch);
    List<B> batches = await(stop);
    coming = null;
    return batches;
  }

  private List<B> await(BooleanSupplier stop) {
    return TrainingThreads.await(coming, stop);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
