package dev.ieum.sentiment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Items taken in chunks, worked on at the same time, and given back in order, a bounded number
 * ahead of the one asked for. Not thread-safe.
 *
 * @param <T> an item
 * @param <R> what becomes of it
 */
final class OrderedChunks<T, R> implements Iterator<R> {
  private final Iterator<T> source;
  private final int chunkSize;
  private final int ahead;
  private final Function<List<T>, CompletableFuture<List<R>>> work;
  private final Deque<CompletableFuture<List<R>>> running = new ArrayDeque<>();
  private Iterator<R> ready = List.<R>of().iterator();

  OrderedChunks(
      Iterator<T> source,
      int chunkSize,
      int ahead,
      Function<List<T>, CompletableFuture<List<R>>> work) {
    this.source = source;
    this.chunkSize = chunkSize;
    this.ahead = ahead;
    this.work = work;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      fill();
      if (running.isEmpty()) {
        return false;
      }
      ready = SentimentAnalyzer.join(running.remove()).iterator();
    }
    return true;
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more texts");
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
}
