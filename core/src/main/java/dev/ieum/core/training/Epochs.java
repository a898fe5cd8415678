package dev.ieum.core.training;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The batches of epochs, each made while the one before is learnt. Not thread-safe.
 *
 * @param <B> the task's batch
 */
final class Epochs<B> {
  private final TrainingTask<B> task;
  private int next;
  private CompletableFuture<List<B>> coming; // epoch `next`, or null before the first

  Epochs(TrainingTask<B> task) {
    this.task = task;
  }

  /** Returns the batches of an epoch, and begins to make those of the following one. */
  List<B> take(int epoch) {
    List<B> batches = coming != null && next == epoch ? join() : task.epoch(epoch);
    next = epoch + 1;
    int following = next;
    coming = CompletableFuture.supplyAsync(() -> task.epoch(following));
    return batches;
  }

  private List<B> join() {
    try {
      return coming.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
