package dev.ieum.cli;

import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs lines through a batch at a time, in order: a line in, a line out, passed on as it comes.
 *
 * <p>A thread of its own reads ahead, so that a batch is whatever has arrived: full when a file is
 * read, a single line when a person types. The first batches are small, so that the first lines
 * come at once. What is held is bounded in lines and in characters. A line that cannot be read
 * stops the run only after the lines before it are done and written.
 */
final class LineStream {

  /** Turns a batch into as many results; {@code firstLine} is the number of its first line. */
  @FunctionalInterface
  interface BatchFunction {
    List<String> apply(List<String> lines, long firstLine) throws IOException;
  }

  private static final int MAX_CHARACTERS = 1 << 22;
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int FIRST_BATCH = 8;

  private final int batchSize;
  private int nextSize = FIRST_BATCH;
  private final Deque<String> waiting = new ArrayDeque<>();
  private long waitingCharacters;
  private boolean ended;
  private Throwable failure;

  /**
   * Makes a stream for one run.
   *
   * @param batchSize the most lines given at once
   */
  LineStream(int batchSize) {
    this.batchSize = batchSize;
  }

  /**
   * Reads {@code input} to its end and writes one result per line.
   *
   * @throws dev.ieum.datasets.CorpusFormatException if a line is not UTF-8
   * @throws IOException if reading or writing fails
   */
  void run(Utf8Lines input, BatchFunction function, ResultOutput output) throws IOException {
    Thread reader = new Thread(() -> readAll(input), "ieum-lines");
    reader.setDaemon(true); // a read that never returns must not keep the program alive
    reader.start();
    try {
      long done = 0;
      for (List<String> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
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
        put(input.next());
      }
    } catch (RuntimeException | Error e) {
      fault = e; // thrown again by the thread that runs the batches
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(fault);
  }

  private synchronized void put(String line) throws InterruptedException {
    while (!waiting.isEmpty() && isFull()) {
      wait();
    }
    waiting.add(line);
    waitingCharacters += line.length();
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
  private synchronized List<String> nextBatch() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    long deadline = System.nanoTime() + GATHER_NANOS;
    long left = GATHER_NANOS;
    while (waiting.size() < nextSize && !isFull() && !ended && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    List<String> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < Math.min(nextSize, batchSize)) {
      String line = waiting.remove();
      waitingCharacters -= line.length();
      batch.add(line);
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
