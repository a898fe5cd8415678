package dev.ieum.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * An open tab-separated table whose first line names the columns. Not thread-safe; use one per
 * thread.
 *
 * <p>There is no quoting and no escaping: a quotation mark is an ordinary character, and a field
 * cannot hold a tab or a line feed. Owns its file; close it, or the stream of its rows.
 */
record TsvFile(Utf8Lines lines, List<String> header) implements AutoCloseable {

  /**
   * Opens {@code file}, gzipped or not, and reads its header.
   *
   * @throws IOException if the file is missing or cannot be read
   * @throws CorpusFormatException if it is empty or its header names a column twice
   */
  static TsvFile open(Path file) throws IOException {
    Utf8Lines lines = Utf8Lines.open(file);
    try {
      if (!lines.hasNext()) {
        throw new CorpusFormatException(lines.name(), 1, "a header row", "an empty file");
      }
      List<String> header = split(lines.next());
      if (new HashSet<>(header).size() < header.size()) {
        throw new CorpusFormatException(
            lines.name(), 1, "each column named once", "columns " + header);
      }
      return new TsvFile(lines, header);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Returns the index of {@code column}, from 0.
   *
   * @throws CorpusFormatException if the header does not name it
   */
  int indexOf(String column) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw new CorpusFormatException(
          lines.name(),
          1,
          "a column '" + column + "'",
          "columns "
              + header
              + "; name the one that is meant: source-column, target-column, text-column or"
              + " label-column in a configuration, --columns elsewhere");
    }
    return index;
  }

  /** Returns the remaining rows, a text for each column; closing the stream closes the file. */
  Stream<List<String>> rows() {
    return lines.stream().map(this::row);
  }

  /** Returns the line of the row that {@link #rows} returned last, from 1; the header is line 1. */
  long lineNumber() {
    return lines.lineNumber();
  }

  private List<String> row(String text) {
    List<String> fields = split(text);
    if (fields.size() != header.size()) {
      throw new CorpusFormatException(
          lines.name(),
          lines.lineNumber(),
          header.size() + " tab-separated fields " + header,
          String.valueOf(fields.size()));
    }
    return fields;
  }

  private static List<String> split(String text) {
    return List.of(text.split("\t", -1));
  }

  @Override
  public void close() {
    lines.close();
  }
}
