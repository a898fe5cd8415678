package dev.ieum.core.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an opened model runs on: its arithmetic, its share of the process's threads, and the rule
 * for use after closing.
 *
 * <p>Threads belong to the process: all models draw on the same ones, which end when they have been
 * idle for some seconds. The native 8-bit library is loaded once per process ({@link
 * dev.ieum.core.runtime.Int8Library}). Thread-safe.
 */
public final class ModelRuntime implements AutoCloseable {
  /** Fewer are done sooner than a thread begins with them. */
  private static final int ITEMS_PER_THREAD = 16;

  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "ieum-model");
            thread.setDaemon(true);
            // Not the first caller's, whose classes could then never be unloaded.
            thread.setContextClassLoader(ModelRuntime.class.getClassLoader());
            return thread;
          });

  private final String owner;
  private final int threads;
  private final Optional<Int8Arithmetic> int8;
  private int active; // calls and workers under way; guarded by this
  private boolean closed; // likewise

  /**
   * Opens a runtime.
   *
   * @param owner what the user calls it in "this OWNER is closed", such as {@code translator}
   * @param threads batches computed at the same time, at most
   * @throws IllegalArgumentException if there are none
   */
  public ModelRuntime(String owner, int threads, ProductPrecision precision) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = %d; allowed: 1 or more".formatted(threads));
    }
    this.owner = owner;
    this.threads = threads;
    int8 =
        precision == ProductPrecision.INT8 ? Optional.of(new Int8Arithmetic()) : Optional.empty();
  }

  /** Returns the format of the weights of networks that run here. */
  public WeightFormat weightFormat() {
    return int8.isPresent() ? int8.get() : WeightFormat.FLOAT32;
  }

  /** Returns how many batches are computed at the same time, at most. */
  public int threads() {
    return threads;
  }

  /**
   * Loads the native 8-bit library now, if it is of use here.
   *
   * @return whether it multiplies from now on
   */
  public boolean accelerate() throws InterruptedException {
    requireOpen();
    return int8.isPresent() && int8.get().await();
  }

  /**
   * Checks that it is open.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this %s is closed; open another".formatted(owner));
    }
  }

  /** Returns a result computed in the calling thread; closing waits for it. */
  public <R> R call(Supplier<R> work) {
    begin(1);
    try {
      return work.get();
    } finally {
      end();
    }
  }

  /**
   * Applies a function to each item, on as many threads as models of this runtime use, and returns
   * the results in order. The calling thread does a part of it, and few items alone.
   */
  public <T, R> List<R> map(List<T> items, Function<T, R> function) {
    int parts = Math.max(1, Math.min(threads, items.size() / ITEMS_PER_THREAD));
    List<CompletableFuture<List<R>>> others = new ArrayList<>(parts);
    for (int part = 1; part < parts; part++) {
      List<T> own = part(items, part, parts);
      others.add(CompletableFuture.supplyAsync(() -> own.stream().map(function).toList(), THREADS));
    }
    List<R> results = new ArrayList<>(items.size());
    part(items, 0, parts).forEach(item -> results.add(function.apply(item)));
    others.forEach(other -> results.addAll(await(other)));
    return results;
  }

  private static <T> List<T> part(List<T> items, int part, int parts) {
    int size = items.size();
    return items.subList(
        (int) ((long) size * part / parts), (int) ((long) size * (part + 1) / parts));
  }

  synchronized void begin(int count) {
    requireOpen();
    active += count;
  }

  synchronized void end() {
    active--;
    notifyAll();
  }

  static void execute(Runnable task) {
    THREADS.execute(task);
  }

  /**
   * Waits for a result. A caller that is interrupted gives it up.
   *
   * @throws CancellationException if the calling thread is interrupted, which it then still is
   */
  public static <R> R await(CompletableFuture<R> future) {
    try {
      if (Thread.interrupted()) { // also when the result is there already
        throw new InterruptedException();
      }
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("interrupted while waiting for the model");
      cancelled.initCause(e);
      throw cancelled;
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

  /**
   * Returns a future of what is made of finished work. Ending it early, by {@code cancel} or {@code
   * orTimeout}, gives the work up.
   */
  public static <T, R> CompletableFuture<R> whenDone(
      CompletableFuture<T> work, Function<T, R> result) {
    CompletableFuture<R> future = work.thenApplyAsync(result, THREADS);
    CompletableFuture<R> unused = future.whenComplete((value, failure) -> work.cancel(false));
    return future;
  }

  /**
   * Refuses further work, waits for what has begun, and releases the weights in the library.
   * Further calls do nothing.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    synchronized (this) {
      closed = true;
      while (active > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    int8.ifPresent(Int8Arithmetic::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
