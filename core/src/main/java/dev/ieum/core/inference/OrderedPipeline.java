package dev.ieum.core.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Items taken in chunks, processed in parallel, and returned in order, a bounded number ahead of
 * the consumer. Closing it cancels the work in progress. Not thread-safe.
 *
 * @param <T> an item
 * @param <R> what becomes of it
 */
public final class OrderedPipeline<T, R> implements Iterator<R>, AutoCloseable {
  private final Iterator<T> source;
  private final int chunkSize;
  private final int ahead;
  private final Function<List<T>, CompletableFuture<List<R>>> work;
  private final Deque<CompletableFuture<List<R>>> running = new ArrayDeque<>();
  private Iterator<R> ready = List.<R>of().iterator();

  /**
   * Takes nothing yet.
   *
   * @param ahead chunks worked on at the same time, at most
   * @param work begins a chunk and returns at once
   */
  public OrderedPipeline(
      Iterator<T> source,
      int chunkSize,
      int ahead,
      Function<List<T>, CompletableFuture<List<R>>> work) {
    this.source = source;
    this.chunkSize = chunkSize;
    this.ahead = ahead;
    this.work = work;
  }

  /** Returns a sequential stream; closing it closes {@code source} and gives up the work. */
  public static <T, R> Stream<R> stream(
      Stream<T> source,
      int chunkSize,
      int ahead,
      Function<List<T>, CompletableFuture<List<R>>> work) {
    OrderedPipeline<T, R> pipeline =
        new OrderedPipeline<>(source.iterator(), chunkSize, ahead, work);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                pipeline, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(pipeline::close)
        .onClose(source::close);
  }

  /**
   * Says whether there is another; waits for its chunk.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      fill();
      if (running.isEmpty()) {
        return false;
      }
      try {
        ready = ModelRuntime.await(running.remove()).iterator();
      } catch (CancellationException e) {
        close();
        throw e;
      }
    }
    return true;
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more items");
    }
    return ready.next();
  }

  private void fill() {
    while (running.size() < ahead && source.hasNext()) {
      List<T> chunk = new ArrayList<>(chunkSize);
      while (chunk.size() < chunkSize && source.hasNext()) {
        chunk.add(source.next());
      }
      running.add(work.apply(chunk));
    }
  }

  @Override
  public void close() {
    running.forEach(chunk -> chunk.cancel(false));
    running.clear();
  }
}
