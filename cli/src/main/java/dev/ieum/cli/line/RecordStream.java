package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.ResultOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * The records of a command that reads a text per line, a batch at a time, and what becomes of them:
 * the command asks for the next texts and prints as many results. Owns input and output; close it.
 *
 * <pre>{@code
 * while (records.next()) {
 *   records.print(results(records.texts()));
 * }
 * }</pre>
 */
final class RecordStream implements AutoCloseable {
  private final InputReader reader;
  private final ResultPrinter printer;
  private final ResultOutput output;
  private final LineProgress progress;
  private final LineStream<InputRecord> lines;
  private List<InputRecord> batch = List.of();

  /**
   * Opens input and output.
   *
   * @param batchSize the most records at a time
   */
  RecordStream(Console console, LineOptions options, int batchSize, InputForm.Shape shape)
      throws IOException {
    options.checkInput();
    printer = new ResultPrinter(shape);
    reader = new InputReader(options, console, shape);
    try {
      output = console.results(options.output);
      printer.header(reader, output);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
    // Results on the screen are progress enough; a bar would only cut them up.
    boolean shown = options.output.equals(Console.STANDARD_INPUT);
    progress =
        shown ? LineProgress.none() : LineProgress.ofBytes(console, "reading", reader.bytes());
    lines =
        new LineStream<>(
            reader,
            batchSize,
            record -> record instanceof InputRecord.Text text ? text.text().length() : 0);
  }

  /**
   * Waits for the next records; false at the end.
   *
   * @throws dev.ieum.datasets.CorpusFormatException if the next record is bad, and such stop the
   *     run
   * @throws IOException if reading fails
   */
  boolean next() throws IOException {
    batch = lines.next();
    if (batch.isEmpty()) {
      reader.summarize();
    }
    return !batch.isEmpty();
  }

  /** Returns the texts of these records; a bad record has none. */
  List<String> texts() {
    return ResultPrinter.texts(batch);
  }

  /**
   * Prints these records.
   *
   * @param results of the texts, as many, in order
   * @throws IOException if writing fails
   */
  void print(Iterator<ResultPrinter.Result> results) throws IOException {
    List<String> printed = printer.print(batch, results);
    progress.done(reader.bytesRead());
    output.lines(printed);
  }

  @Override
  public void close() throws IOException {
    try (reader;
        output;
        progress) {
      lines.close();
    }
  }
}
