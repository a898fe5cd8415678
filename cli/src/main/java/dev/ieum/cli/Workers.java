package dev.ieum.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/** Threads that share out the lines of a batch. Thread-safe. */
final class Workers implements AutoCloseable {
  private final ForkJoinPool pool;

  Workers(int threads) {
    pool = new ForkJoinPool(threads);
  }

  /** Returns what {@code function} makes of each line, in order; its failure is passed on. */
  <T, R> List<R> map(List<T> items, Function<T, R> function) throws IOException {
    try {
      return pool.submit(() -> items.parallelStream().map(function).toList()).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while working", e);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
