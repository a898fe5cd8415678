package dev.ieum.core.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.TrainingTask.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Learners that share every batch: each takes a part, and their gradients add up to that of the
 * whole (synchronous data parallelism; Dean et al. 2012 have the family). All look at the same
 * parameters in memory; each has gradients of its own.
 *
 * <p>Parts, their chance and the order of the sum follow from the batch and the number of workers,
 * never from how threads happen to run. Not thread-safe.
 *
 * @param <B> the task's batch
 */
final class Workers<B> implements AutoCloseable {
  private final TrainingTask<B> task;
  private final NDManager manager = NativeRuntime.newManager();
  private final List<ParameterStore> replicas = new ArrayList<>();
  private final List<Learner<B>> learners = new ArrayList<>();
  private final ExecutorService threads;

  Workers(TrainingTask<B> task, int count) {
    this.task = task;
    for (int k = 0; k < count; k++) {
      ParameterStore replica = task.parameters().replica(manager);
      learners.add(task.learner(replica));
      replicas.add(replica);
    }
    // This thread works, too.
    threads = TrainingThreads.pool("training", Math.max(1, count - 1));
  }

  /**
   * Loss and gradients of a batch.
   *
   * @param loss mean per target token
   * @param gradients of that loss; the caller closes them
   */
  record Lesson(double loss, Gradients gradients) {}

  /** Learns one batch. */
  Lesson learn(B batch, long seed) {
    List<B> parts = learners.size() == 1 ? List.of(batch) : task.split(batch, learners.size());
    double all = parts.stream().mapToLong(task::tokens).sum();
    double[] shares = parts.stream().mapToDouble(part -> task.tokens(part) / all).toArray();
    double loss = 0;
    // One collector at a time is all that the engine's binding allows; any thread may use it.
    try (GradientCollector collector = NativeRuntime.engine().newGradientCollector()) {
      List<Future<Double>> others = new ArrayList<>();
      for (int k = 1; k < shares.length; k++) {
        int worker = k;
        others.add(
            threads.submit(() -> backward(collector, worker, parts.get(worker), seed + worker)));
      }
      try {
        loss += shares[0] * backward(collector, 0, parts.get(0), seed);
      } finally {
        for (int k = 1; k < shares.length; k++) {
          loss += shares[k] * TrainingThreads.await(others.get(k - 1), () -> false);
        }
      }
    }
    return new Lesson(loss, new Gradients(replicas, shares));
  }

  private double backward(GradientCollector collector, int worker, B part, long seed) {
    try (NDManager step = NativeRuntime.newManager()) {
      NDArray loss = learners.get(worker).loss(step, part, Dropout.seeded(seed));
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    manager.close();
  }
}
