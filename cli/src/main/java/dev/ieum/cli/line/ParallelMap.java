package dev.ieum.cli.line;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/** Threads that share the items of a batch. Thread-safe. */
final class ParallelMap implements AutoCloseable {
  private final ForkJoinPool pool;

  ParallelMap(int threads) {
    pool = new ForkJoinPool(threads);
  }

  /** Applies {@code function} to each item and returns the results in order. */
  <T, R> List<R> map(List<T> items, Function<T, R> function) throws IOException {
    try {
      return pool.submit(() -> items.parallelStream().map(function).toList()).get();
    } catch (ExecutionException e) {
      LineStream.rethrow(e.getCause());
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
