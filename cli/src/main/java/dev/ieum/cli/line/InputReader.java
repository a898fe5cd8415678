package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CsvRows;
import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of all inputs of a run, one file after another, in order. One thread reads; any
 * thread may read the progress. Owns the files; close it.
 *
 * <p>Numbers of lines run on from file to file, in errors they are those of the file. Bad records
 * stop the run, or are reported and counted, as --on-error says.
 */
final class InputReader implements LineStream.Source<InputRecord>, AutoCloseable {
  private final LineOptions options;
  private final Console console;
  private final InputForm.Shape shape;
  private final Deque<String> files;
  private final Deque<String> texts;
  private final List<String> header;
  private volatile Utf8Lines lines;
  private volatile long bytesBefore;
  private Optional<CsvRows> csv = Optional.empty();
  private InputForm form;
  private long linesBefore;
  private long badLines;

  InputReader(LineOptions options, Console console, InputForm.Shape shape) throws IOException {
    this.options = options;
    this.console = console;
    this.shape = shape;
    this.files = new ArrayDeque<>(options.files());
    this.texts = new ArrayDeque<>(options.texts);
    if (texts.isEmpty()) {
      open(files.remove());
    } else {
      form = new InputForm.Lines(shape, "--text", 0);
    }
    this.header = form.header();
  }

  /** Returns the names of the columns that a table of results begins with; none without a table. */
  List<String> header() {
    return header;
  }

  private void open(String file) throws IOException {
    lines = console.lines(file, options.encoding);
    csv = Optional.empty();
    try {
      form = form(file);
    } catch (RuntimeException | IOException e) {
      lines.close();
      throw e;
    }
  }

  private InputForm form(String file) throws IOException {
    String name = lines.name();
    return switch (options.format(file)) {
      case TEXT -> new InputForm.Lines(shape, name, linesBefore);
      case JSONL -> new InputForm.JsonLines(shape, name, linesBefore, options.field());
      case TSV -> table(name, List.of(header(name).split("\t", -1)));
      case CSV -> {
        csv = Optional.of(new CsvRows(lines, header(name)));
        yield table(name, csv.get().next().orElseThrow());
      }
    };
  }

  private String header(String name) {
    if (!lines.hasNext()) {
      throw new CorpusFormatException(name, 1, "a header row", "an empty file");
    }
    return lines.next();
  }

  private InputForm table(String name, List<String> columns) {
    return new InputForm.Table(shape, name, linesBefore, columns, options.column);
  }

  @Override
  public Optional<InputRecord> next() throws IOException {
    while (true) {
      Optional<InputRecord> record = texts.isEmpty() && lines != null ? read() : text();
      if (record.isEmpty() && files.isEmpty()) {
        return record;
      }
      if (record.isEmpty()) {
        nextFile();
      } else if (!(record.get() instanceof InputRecord.Bad bad) || isWritten(bad)) {
        return record;
      }
    }
  }

  private Optional<InputRecord> text() {
    return Optional.ofNullable(texts.poll()).map(text -> form.read(text, ++linesBefore));
  }

  private Optional<InputRecord> read() {
    if (csv.isPresent()) {
      return csv.get().next().map(cells -> ((InputForm.Table) form).row(cells, csv.get().line()));
    }
    if (!lines.hasNext()) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.read(lines.next(), lines.lineNumber()));
    } catch (CorpusFormatException e) { // not in the encoding
      return Optional.of(new InputRecord.Bad(form.unread(lines.lineNumber()), e));
    }
  }

  private void nextFile() throws IOException {
    linesBefore += lines.lineNumber();
    lines.close();
    long bytes = bytesBefore + lines.bytesRead();
    open(files.remove());
    bytesBefore = bytes;
    if (shape.format() == OutputFormat.TSV && !form.header().equals(header)) {
      throw new CorpusFormatException(
          lines.name(), 1, "the columns of the first file, " + header, form.header().toString());
    }
  }

  private boolean isWritten(InputRecord.Bad bad) {
    if (options.onError == LineOptions.OnError.STOP) {
      throw bad.fault();
    }
    badLines++;
    console.warn(bad.fault().getMessage());
    return options.onError == LineOptions.OnError.NULL;
  }

  /** Warns of how many lines were bad, if any were; call it at the end. */
  void summarize() {
    if (badLines > 0) {
      console.warn(
          "%,d of %,d lines were bad and %s"
              .formatted(
                  badLines,
                  linesBefore + (lines == null ? 0 : lines.lineNumber()),
                  options.onError == LineOptions.OnError.SKIP ? "skipped" : "given no result"));
    }
  }

  /** Returns the bytes read so far, of all files. */
  long bytesRead() {
    return bytesBefore + (lines == null ? 0 : lines.bytesRead());
  }

  /** Returns the bytes of all files, or -1 where one is a pipe. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String file : options.files()) {
      if (file.equals(Console.STANDARD_INPUT) || !Files.isRegularFile(Path.of(file))) {
        return -1;
      }
      bytes += Files.size(Path.of(file));
    }
    return bytes;
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
  }
}
