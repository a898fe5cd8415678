package dev.ieum.core.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Work from all callers of a model, computed together: continuous batching.
 *
 * <p>Each caller's work waits in one queue as small batches, from which workers fill larger ones,
 * going round the callers so that a long piece of work does not hold up a short one. Workers are
 * threads of the {@link ModelRuntime}; they start with the first work and end when there is none. A
 * caller that waits for little, while no other does, is a worker itself, for its own work alone.
 * Work that is cancelled leaves the queue. Thread-safe.
 *
 * @param <K> what items must have in common to be computed together; needs {@code equals}
 * @param <T> what is computed
 * @param <R> the result of it
 */
public final class BatchQueue<K, T, R> {
  /** How often others pass work of another kind before a worker stops to take it. */
  private static final int MOST_PASSES = 32;

  private final ModelRuntime runtime; // whose monitor guards all fields
  private final int maxItems;
  private final int maxWeight;
  private final ToIntFunction<T> weight;
  private final Worker<K, T, R> worker;
  private final Deque<Request<K, T, R>> waiting = new ArrayDeque<>();
  private int workers;

  /** Computes what it takes. */
  @FunctionalInterface
  public interface Worker<K, T, R> {
    /**
     * Computes until {@code next} gives nothing.
     *
     * @param next gives the next batch; an empty one when nothing is waiting now
     */
    void work(K key, Supplier<List<Item<T, R>>> next);
  }

  /** One thing to compute. */
  public interface Item<T, R> {
    /** Returns what is computed. */
    T value();

    /** Says whether anybody still waits for it. */
    default boolean isWanted() {
      return true;
    }

    /** Delivers its result, once. */
    void finish(R result);
  }

  /** What one caller submitted at once. */
  private static final class Request<K, T, R> {
    private final K key;
    private final Deque<List<Item<T, R>>> batches = new ArrayDeque<>();
    private final List<R> results;
    private final AtomicInteger unfinished; // passes the results on to the thread that completes
    private final CompletableFuture<List<R>> done = new CompletableFuture<>();
    private int passes; // by workers with another key
    private Thread caller; // which computes it; null for threads of the runtime

    /** An item, and where its result stands among those of the request. */
    private final class Waiting implements Item<T, R> {
      private final T value;
      private final int index;

      Waiting(T value, int index) {
        this.value = value;
        this.index = index;
      }

      @Override
      public T value() {
        return value;
      }

      @Override
      public boolean isWanted() {
        return !done.isDone() && (caller == null || !caller.isInterrupted());
      }

      @Override
      public void finish(R result) {
        results.set(index, result);
        if (unfinished.decrementAndGet() == 0) {
          done.complete(results);
        }
      }
    }

    Request(K key, List<List<T>> work) {
      this.key = key;
      int count = 0;
      for (List<T> values : work) {
        List<Item<T, R>> batch = new ArrayList<>(values.size());
        for (T value : values) {
          batch.add(new Waiting(value, count++));
        }
        batches.add(batch);
      }
      results = new ArrayList<>(Collections.nCopies(count, null));
      unfinished = new AtomicInteger(count);
    }
  }

  /**
   * Makes an empty queue.
   *
   * @param maxItems items in a batch, at most, unless one caller put more together
   * @param maxWeight their weights together, likewise
   */
  public BatchQueue(
      ModelRuntime runtime,
      int maxItems,
      int maxWeight,
      ToIntFunction<T> weight,
      Worker<K, T, R> worker) {
    this.runtime = runtime;
    this.maxItems = maxItems;
    this.maxWeight = maxWeight;
    this.weight = weight;
    this.worker = worker;
  }

  /**
   * Puts work in the queue.
   *
   * @param batches the work, in parts that are not divided further
   * @return the results in order, when all are there; to end it early, by {@code cancel} or {@code
   *     orTimeout}, takes the rest of it out
   * @throws IllegalStateException when the runtime is closed
   */
  public CompletableFuture<List<R>> submit(K key, List<List<T>> batches) {
    Request<K, T, R> request = new Request<>(key, batches);
    int started;
    synchronized (runtime) {
      runtime.requireOpen();
      if (request.unfinished.get() == 0) {
        request.done.complete(List.of());
        return request.done;
      }
      waiting.add(request);
      started = Math.min(runtime.threads() - workers, batches.size());
      workers += started;
      runtime.begin(started);
    }
    CompletableFuture<List<R>> unused =
        request.done.whenComplete(
            (none, failure) -> {
              if (failure != null) {
                remove(request);
              }
            });
    for (int i = 0; i < started; i++) {
      try {
        ModelRuntime.execute(this::work);
      } catch (OutOfMemoryError e) { // no further thread
        request.done.completeExceptionally(e);
        endWorker();
      }
    }
    return request.done;
  }

  /**
   * Computes work and waits for it. One batch, when nothing else waits, is computed by the calling
   * thread: handing it to another and back takes longer than a short text does.
   *
   * @param batches as in {@link #submit}
   * @return the results in order
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted, which
   *     it then still is
   * @throws IllegalStateException when the runtime is closed
   */
  public List<R> compute(K key, List<List<T>> batches) {
    if (batches.size() != 1 || Thread.currentThread().isInterrupted() || !beginAlone()) {
      return ModelRuntime.await(submit(key, batches));
    }
    Request<K, T, R> request = new Request<>(key, batches);
    request.caller = Thread.currentThread();
    try {
      worker.work(key, () -> Objects.requireNonNullElse(request.batches.poll(), List.of()));
    } finally {
      endAlone();
    }
    // An interrupt on the way leaves it unfinished.
    return request.done.isDone() ? request.results : ModelRuntime.await(request.done);
  }

  private boolean beginAlone() {
    synchronized (runtime) {
      runtime.requireOpen();
      boolean alone = waiting.isEmpty() && workers < runtime.threads();
      if (alone) {
        workers++;
        runtime.begin(1);
      }
      return alone;
    }
  }

  /** Passes the place of this worker on to what has come meanwhile. */
  private void endAlone() {
    synchronized (runtime) {
      if (waiting.isEmpty()) {
        endWorker();
        return;
      }
    }
    try {
      ModelRuntime.execute(this::work);
    } catch (OutOfMemoryError e) { // no further thread
      fail(e);
    }
  }

  /** Ends a worker that cannot begin, and all that waits if it was the last. */
  private void fail(OutOfMemoryError e) {
    List<Request<K, T, R>> lost = new ArrayList<>();
    synchronized (runtime) {
      endWorker();
      if (workers == 0) {
        lost.addAll(waiting);
      }
    }
    lost.forEach(request -> request.done.completeExceptionally(e));
  }

  private void remove(Request<K, T, R> request) {
    synchronized (runtime) {
      waiting.remove(request);
    }
  }

  private void endWorker() {
    synchronized (runtime) {
      workers--;
      runtime.end();
    }
  }

  private void work() {
    for (K key = nextKey(); key != null; key = nextKey()) {
      K own = key;
      Set<Request<K, T, R>> taken = new HashSet<>();
      try {
        worker.work(own, () -> take(own, taken));
      } catch (RuntimeException | Error e) { // for those who wait, not for this thread
        taken.forEach(request -> request.done.completeExceptionally(e));
      }
    }
  }

  /** Returns what the longest waiting work needs; ends this worker if there is none. */
  private K nextKey() {
    synchronized (runtime) {
      waiting.removeIf(request -> request.done.isDone());
      if (waiting.isEmpty()) {
        workers--;
        runtime.end();
        return null;
      }
      return waiting.element().key;
    }
  }

  private List<Item<T, R>> take(K key, Set<Request<K, T, R>> taken) {
    taken.removeIf(request -> request.done.isDone());
    List<Item<T, R>> items = new ArrayList<>();
    synchronized (runtime) {
      int load = 0;
      for (Request<K, T, R> next = next(key); next != null; next = next(key)) {
        List<Item<T, R>> batch = next.batches.element();
        int more = batch.stream().mapToInt(item -> weight.applyAsInt(item.value())).sum();
        if (!items.isEmpty()
            && (items.size() + batch.size() > maxItems || load + more > maxWeight)) {
          break;
        }
        next.batches.remove();
        waiting.remove(next);
        if (!next.batches.isEmpty()) {
          waiting.add(next); // behind the others
        }
        taken.add(next);
        load += more;
        items.addAll(batch);
      }
    }
    return items;
  }

  /** Returns the first that waits for such a worker; null if others have waited too long. */
  private Request<K, T, R> next(K key) {
    Iterator<Request<K, T, R>> requests = waiting.iterator();
    boolean first = true;
    while (requests.hasNext()) {
      Request<K, T, R> request = requests.next();
      if (request.done.isDone()) {
        requests.remove();
      } else if (Objects.equals(request.key, key)) {
        return request;
      } else if (first && ++request.passes > MOST_PASSES) {
        return null;
      } else {
        first = false;
      }
    }
    return null;
  }
}
