package dev.ieum.cli;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs lines through a batch at a time, in order: a line in, a line out, passed on as it comes. Not
 * thread-safe; use one per run.
 *
 * <p>A thread of its own reads ahead, so that a batch is whatever has arrived: full when a file is
 * read, a single line when a person types. The first batches are small, so that the first lines
 * come at once. What is held is bounded in lines and in characters. A line that cannot be read
 * stops the run, unless its reader knows better, but only after the lines before it are done and
 * written.
 *
 * @param <T> what a line is read as
 */
final class LineStream<T> {

  /** Reads a line ahead of its turn; called by one thread. */
  @FunctionalInterface
  interface LineReader<T> {

    /**
     * Returns what the line holds, or nothing to pass over it.
     *
     * @throws CorpusFormatException if it is not what it should be; see {@link #bad}
     */
    Optional<T> read(String line, long number);

    /** Returns what stands for a line that cannot be read, or nothing, or ends the run. */
    default Optional<T> bad(CorpusFormatException fault, long number) {
      throw fault;
    }
  }

  /** Turns a batch into as many results; {@code first} is the number of its first item, from 1. */
  @FunctionalInterface
  interface BatchFunction<T> {
    List<String> apply(List<T> batch, long first) throws IOException;
  }

  private record Item<T>(T value, int characters) {}

  private static final int MAX_CHARACTERS = 1 << 22;
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int FIRST_BATCH = 8;

  private final int batchSize;
  private int nextSize = FIRST_BATCH;
  private final LineReader<T> lineReader;
  private final Deque<Item<T>> waiting = new ArrayDeque<>();
  private long waitingCharacters;
  private boolean ended;
  private Throwable failure;

  /**
   * Makes a stream for one run.
   *
   * @param batchSize the most lines given at once
   */
  LineStream(int batchSize, LineReader<T> lineReader) {
    this.batchSize = batchSize;
    this.lineReader = lineReader;
  }

  /** Makes a stream of lines as they stand. */
  static LineStream<String> ofText(int batchSize) {
    return new LineStream<>(batchSize, (line, number) -> Optional.of(line));
  }

  /**
   * Reads {@code input} to its end and writes one result per line.
   *
   * @throws CorpusFormatException if a line is not UTF-8, or its reader refuses it
   * @throws IOException if reading or writing fails
   */
  void run(Utf8Lines input, BatchFunction<T> function, ResultOutput output) throws IOException {
    Thread reader = new Thread(() -> readAll(input), "ieum-lines");
    reader.setDaemon(true); // a read that never returns must not keep the program alive
    reader.start();
    try {
      long done = 0;
      for (List<T> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
        List<String> results = function.apply(batch, done + 1);
        if (results.size() != batch.size()) {
          throw new IllegalStateException(
              "%d results for %d lines".formatted(results.size(), batch.size()));
        }
        for (String result : results) {
          output.line(result);
        }
        output.flush();
        done += batch.size();
      }
      rethrowFailure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for input", e);
    } finally {
      reader.interrupt();
    }
  }

  private void readAll(Utf8Lines input) {
    Throwable fault = null;
    try {
      while (input.hasNext()) {
        put(input);
      }
    } catch (RuntimeException | Error e) {
      fault = e; // thrown again by the thread that runs the batches
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(fault);
  }

  private void put(Utf8Lines input) throws InterruptedException {
    Optional<T> value;
    int characters = 0;
    try {
      String line = input.next();
      characters = line.length();
      value = lineReader.read(line, input.lineNumber());
    } catch (CorpusFormatException e) {
      value = lineReader.bad(e, input.lineNumber());
    }
    if (value.isPresent()) {
      put(new Item<>(value.get(), characters));
    }
  }

  private synchronized void put(Item<T> item) throws InterruptedException {
    while (!waiting.isEmpty() && isFull()) {
      wait();
    }
    waiting.add(item);
    waitingCharacters += item.characters();
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
    long deadline = System.nanoTime() + GATHER_NANOS;
    long left = GATHER_NANOS;
    while (waiting.size() < nextSize && !isFull() && !ended && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    List<T> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < Math.min(nextSize, batchSize)) {
      Item<T> item = waiting.remove();
      waitingCharacters -= item.characters();
      batch.add(item.value());
    }
    nextSize = Math.min(batchSize, nextSize * 2);
    notifyAll();
    return batch;
  }

  private synchronized void rethrowFailure() throws IOException {
    if (failure instanceof UncheckedIOException e) {
      throw new IOException("input: " + e.getCause().getMessage(), e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
