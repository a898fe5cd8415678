package dev.ieum.cli.line;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.options.OutputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes records with their results, in the format of the output. Thread-safe.
 *
 * @param shape what the output looks like
 */
record ResultPrinter(InputForm.Shape shape) {

  /** The field that says why a record has no result. */
  static final String ERROR = "error";

  /**
   * The result of one text; only the part that the format takes is computed.
   *
   * @param text the line in text format, without a line feed at the end
   * @param json the fields of the result
   * @param rows the cells of each row, texts or numbers, without what is carried through
   */
  record Result(
      Supplier<String> text,
      Supplier<Map<String, Object>> json,
      Supplier<? extends List<? extends List<?>>> rows) {}

  /** Writes the names of the columns, where the input is a table and the output is one. */
  void header(InputReader reader, ResultOutput output) throws IOException {
    if (shape.format() == OutputFormat.TSV && !reader.header().isEmpty()) {
      List<String> header = new ArrayList<>(reader.header());
      header.addAll(shape.results());
      output.line(String.join("\t", header));
    }
  }

  /** Returns the texts of records, in order; a bad record has none. */
  static List<String> texts(List<InputRecord> batch) {
    List<String> texts = new ArrayList<>();
    for (InputRecord record : batch) {
      if (record instanceof InputRecord.Text text) {
        texts.add(readable(text.text()));
      }
    }
    return texts;
  }

  /**
   * Returns what is printed for each record, without a line feed at the end.
   *
   * @param results of the texts, as many, in order
   */
  List<String> print(List<InputRecord> batch, Iterator<Result> results) {
    List<String> printed = new ArrayList<>(batch.size());
    for (InputRecord record : batch) {
      String lines = "";
      if (record instanceof InputRecord.Text text) {
        lines = print(text.carried(), results.next());
      } else if (record instanceof InputRecord.Bad bad) {
        lines = print(bad);
      }
      boolean apart = shape.manyRows() && shape.format() == OutputFormat.TSV;
      printed.add(apart && !lines.isEmpty() ? lines + "\n" : lines);
    }
    return printed;
  }

  private String print(String carried, Result result) {
    return switch (shape.format()) {
      case TEXT -> result.text().get();
      case JSONL -> Json.joined(carried, Json.line(result.json().get()));
      case TSV ->
          result.rows().get().stream()
              .map(row -> carried + "\t" + row(row))
              .collect(Collectors.joining("\n"));
    };
  }

  private static String row(List<?> cells) {
    return cells.stream()
        .map(cell -> InputForm.cell(cell.toString()))
        .collect(Collectors.joining("\t"));
  }

  private String print(InputRecord.Bad bad) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> {
        Map<String, Object> object = Json.object();
        shape.nulls().forEach(name -> object.put(name, null));
        object.put(ERROR, bad.fault().getMessage());
        yield Json.joined(bad.carried(), Json.line(object));
      }
      case TSV -> bad.carried() + "\t".repeat(shape.results().size());
    };
  }

  /** JSON can spell half of a surrogate pair, which is no character. */
  private static String readable(String text) {
    return text.codePoints().noneMatch(ResultPrinter::isHalf)
        ? text
        : text.codePoints()
            .map(c -> isHalf(c) ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
