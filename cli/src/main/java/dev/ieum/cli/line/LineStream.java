package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.ResultOutput;
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
 * Runs lines through a batch at a time, in order: a line in, a line out, passed on as it comes. Not
 * thread-safe; use one per run.
 *
 * <p>A thread of its own reads ahead, so that a batch is whatever has arrived: full when a file is
 * read, a single line when a person types. The first batches are small, so that the first lines
 * come at once. What is held is bounded in lines and in characters. A line that cannot be read
 * stops the run, but only after the lines before it are done and written.
 *
 * @param <T> what a line is read as
 */
final class LineStream<T> {

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

  /** Turns a batch into as many results. */
  @FunctionalInterface
  interface BatchFunction<T> {
    List<String> apply(List<T> batch) throws IOException;
  }

  private static final int MAX_CHARACTERS = 1 << 22;
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int FIRST_BATCH = 8;

  private final int batchSize;
  private int nextSize = FIRST_BATCH;
  private final ToIntFunction<T> characters;
  private final Deque<T> waiting = new ArrayDeque<>();
  private long waitingCharacters;
  private boolean ended;
  private Throwable failure;

  /**
   * Makes a stream for one run.
   *
   * @param batchSize the most records given at once
   * @param characters the length of a record
   */
  LineStream(int batchSize, ToIntFunction<T> characters) {
    this.batchSize = batchSize;
    this.characters = characters;
  }

  /**
   * Runs a command that reads a text per line: opens input and output, and writes the result of
   * each record.
   */
  static void filter(
      Console console,
      LineOptions options,
      int batchSize,
      InputForm.Shape shape,
      ResultPrinter.Texts function)
      throws IOException {
    options.checkInput();
    ResultPrinter printer = new ResultPrinter(shape);
    // Results on the screen are progress enough; a bar would only cut them up.
    boolean shown = options.output.equals(Console.STANDARD_INPUT);
    try (InputReader reader = new InputReader(options, console, shape);
        ResultOutput results = console.results(options.output);
        LineProgress progress =
            shown
                ? LineProgress.none()
                : LineProgress.ofBytes(console, "reading", reader.bytes())) {
      printer.header(reader, results);
      new LineStream<InputRecord>(
              batchSize,
              record -> record instanceof InputRecord.Text text ? text.text().length() : 0)
          .run(
              reader,
              batch -> {
                List<String> printed = printer.print(batch, function);
                progress.done(reader.bytesRead());
                return printed;
              },
              results);
      reader.summarize();
    }
  }

  /**
   * Reads {@code input} to its end and writes one result per record.
   *
   * @throws CorpusFormatException if a record is bad
   * @throws IOException if reading or writing fails
   */
  void run(Source<T> input, BatchFunction<T> function, ResultOutput output) throws IOException {
    Thread reader = new Thread(() -> readAll(input), "ieum-lines");
    reader.setDaemon(true); // a read that never returns must not keep the program alive
    reader.start();
    try {
      for (List<T> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
        List<String> results = function.apply(batch);
        if (results.size() != batch.size()) {
          throw new IllegalStateException(
              "%d results for %d lines".formatted(results.size(), batch.size()));
        }
        for (String result : results) {
          output.line(result);
        }
        output.flush();
      }
      rethrow(failure); // written before the end, which was seen
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for input", e);
    } finally {
      reader.interrupt();
    }
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
    long deadline = System.nanoTime() + GATHER_NANOS;
    long left = GATHER_NANOS;
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
