package dev.ieum.cli.line;

import dev.ieum.datasets.CorpusFormatException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Records in batches, in order, passed on as they come. One thread takes them; close it.
 *
 * <p>A thread of its own reads ahead, so that a batch is whatever has arrived: full when a file is
 * read, a single line when a person types. The first batches are small, so that the first lines
 * come at once. What is held is bounded in lines and in characters. A line that cannot be read is
 * an error, but only after the lines before it were given.
 *
 * @param <T> what a line is read as
 */
final class LineStream<T> implements AutoCloseable {

  /** What records come from; called by one thread. */
  @FunctionalInterface
  interface Source<T> {

    /**
     * Returns the next record, waiting for it if need be; none at the end.
     *
     * @throws CorpusFormatException if it is not what it should be
     * @throws IOException if reading fails
     */
    Optional<T> next() throws IOException;
  }

  private static final int MAX_CHARACTERS = 1 << 22;
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int FIRST_BATCH = 8;

  private final int batchSize;
  private final long gatherNanos;
  private final Thread reader;
  private int nextSize = FIRST_BATCH;
  private final ToIntFunction<T> characters;
  private final Deque<T> waiting = new ArrayDeque<>();
  private long waitingCharacters;
  private boolean ended;
  private Throwable failure;

  /**
   * Begins to read.
   *
   * @param batchSize the most records given at once
   * @param characters the length of a record
   */
  LineStream(Source<T> input, int batchSize, ToIntFunction<T> characters) {
    this(input, batchSize, characters, GATHER_NANOS);
  }

  /** As above; {@code gatherNanos} is how long a batch waits for more records. */
  LineStream(Source<T> input, int batchSize, ToIntFunction<T> characters, long gatherNanos) {
    this.gatherNanos = gatherNanos;
    this.batchSize = batchSize;
    this.characters = characters;
    reader = new Thread(() -> readAll(input), "ieum-lines");
    reader.setDaemon(true); // a read that never returns must not keep the program alive
    reader.start();
  }

  /**
   * Returns the next records, waiting for one if need be; none at the end.
   *
   * @throws CorpusFormatException if the next record is bad
   * @throws IOException if reading fails
   */
  List<T> next() throws IOException {
    try {
      List<T> batch = nextBatch();
      if (batch.isEmpty()) {
        rethrow(failure); // written before the end, which was seen
      }
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for input", e);
    }
  }

  @Override
  public void close() {
    reader.interrupt();
  }

  private void readAll(Source<T> input) {
    Throwable fault = null;
    try {
      for (Optional<T> item = input.next(); item.isPresent(); item = input.next()) {
        put(item.get());
      }
    } catch (IOException | RuntimeException | Error e) {
      fault = e; // thrown again by the thread that runs the batches
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(fault);
  }

  private synchronized void put(T item) throws InterruptedException {
    while (!waiting.isEmpty() && isFull()) {
      wait();
    }
    waiting.add(item);
    waitingCharacters += characters.applyAsInt(item);
    notifyAll();
  }

  private boolean isFull() {
    return waiting.size() >= batchSize || waitingCharacters >= MAX_CHARACTERS;
  }

  private synchronized void end(Throwable fault) {
    failure = fault;
    ended = true;
    notifyAll();
  }

  /** Waits for a line, then a moment for more; empty at the end. */
  private synchronized List<T> nextBatch() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    long deadline = System.nanoTime() + gatherNanos;
    long left = gatherNanos;
    while (waiting.size() < nextSize && !isFull() && !ended && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    List<T> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < Math.min(nextSize, batchSize)) {
      T item = waiting.remove();
      waitingCharacters -= characters.applyAsInt(item);
      batch.add(item);
    }
    nextSize = Math.min(batchSize, nextSize * 2);
    notifyAll();
    return batch;
  }

  /** Throws what another thread has failed with, if it has. */
  static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
