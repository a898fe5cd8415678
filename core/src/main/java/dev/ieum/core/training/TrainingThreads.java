package dev.ieum.core.training;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Threads that work for the training loop, and the loop's waiting for them. Stateless. */
final class TrainingThreads {
  private static final long LOOK_EVERY_MILLIS = 100;

  private TrainingThreads() {}

  /** Returns a pool of threads that keep no program from ending. */
  static ExecutorService pool(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Returns what work comes to; an interrupt does not end the waiting, as only {@code stop} asks
   * for that.
   *
   * @throws CancellationException when {@code stop} says so before the work is done
   */
  static <T> T await(Future<T> work, BooleanSupplier stop) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          TrainingTask.check(stop);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          if (e.getCause() instanceof Error cause) {
            throw cause;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
