package dev.ieum.cli;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes records with their results, in the format of the output. Thread-safe.
 *
 * @param shape what the output looks like
 * @param nulls the fields that are null where there is no result, in JSON
 */
record ResultPrinter(InputForm.Shape shape, List<String> nulls) {

  /** The field that says why a record has no result. */
  static final String ERROR = "error";

  /** The result of one text; a method is called only for its format. */
  interface Result {
    /** Returns what stands on a line by itself, without a line feed at the end. */
    String text();

    /** Returns the fields of the result. */
    JsonObject json();

    /** Returns the rows of the result, without what is carried through; at least one. */
    List<String> rows();
  }

  /** Gives the results of texts, as many as texts, in order. */
  interface Texts {
    Iterator<? extends Result> results(List<String> texts) throws IOException;
  }

  ResultPrinter {
    nulls = List.copyOf(nulls);
  }

  /** Writes the names of the columns, where the input is a table and the output is one. */
  void header(InputReader reader, ResultOutput output) throws IOException {
    if (shape.format() == OutputFormat.TSV && !reader.header().isEmpty()) {
      List<String> header = new ArrayList<>(reader.header());
      header.addAll(shape.results());
      output.line(String.join("\t", header));
    }
  }

  /** Returns what is printed for each record, without a line feed at the end. */
  List<String> print(List<InputRecord> batch, Texts function) throws IOException {
    List<String> texts = new ArrayList<>();
    for (InputRecord record : batch) {
      if (record instanceof InputRecord.Text text) {
        texts.add(readable(text.text()));
      }
    }
    Iterator<? extends Result> results = function.results(texts);
    List<String> printed = new ArrayList<>(batch.size());
    for (InputRecord record : batch) {
      if (record instanceof InputRecord.Text text) {
        printed.add(print(text.carried(), results.next()));
      } else {
        printed.add(record instanceof InputRecord.Bad bad ? print(bad) : "");
      }
    }
    return printed;
  }

  private String print(String carried, Result result) {
    return switch (shape.format()) {
      case TEXT -> result.text();
      case JSONL -> JsonText.joined(carried, JsonText.of(result.json()));
      case TSV ->
          String.join("\n", result.rows().stream().map(row -> carried + "\t" + row).toList());
    };
  }

  private String print(InputRecord.Bad bad) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> {
        JsonObject object = noResult();
        object.addProperty(ERROR, bad.fault().getMessage());
        yield JsonText.joined(bad.carried(), JsonText.of(object));
      }
      case TSV -> bad.carried() + "\t".repeat(shape.results().size());
    };
  }

  /** Returns the fields of a text that has no result. */
  JsonObject noResult() {
    JsonObject object = new JsonObject();
    nulls.forEach(name -> object.add(name, JsonNull.INSTANCE));
    return object;
  }

  /** JSON can spell half of a surrogate pair, which is no character. */
  private static String readable(String text) {
    boolean whole = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      whole &= Character.getType(text.codePointAt(i)) != Character.SURROGATE;
    }
    return whole
        ? text
        : text.codePoints()
            .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
