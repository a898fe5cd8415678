package dev.ieum.datasets;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV file, as RFC 4180 has them. A header without a comma says by its semicolons, as
 * in Excel of some countries, or else by its tabs that those separate. Not thread-safe. Does not
 * own its lines.
 */
public final class CsvRows {
  /** A row that does not end within as many characters has a quotation mark that is not closed. */
  private static final int MOST_CHARACTERS = 1 << 24;

  private final String file;
  private final char separator;
  private final LineFeeder feeder;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long line = 1;

  /**
   * Makes the rows of a file.
   *
   * @param lines the lines after the header
   */
  public CsvRows(Utf8Lines lines, String header) throws IOException {
    file = lines.name();
    separator = separator(header);
    feeder = new LineFeeder(header, lines);
    parser =
        CSVParser.builder()
            .setReader(feeder)
            .setFormat(
                CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get())
            .get();
    records = parser.iterator();
  }

  private static char separator(String header) {
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /** Returns what separates the cells. */
  public char separator() {
    return separator;
  }

  /** Returns the line on which the row begins that {@link #next} gave last. */
  public long line() {
    return line;
  }

  /**
   * Returns the cells of the next row; none at the end.
   *
   * @throws CorpusFormatException if the file is no CSV from here on
   */
  public Optional<List<String>> next() {
    line = parser.getCurrentLineNumber() + 1;
    feeder.left = MOST_CHARACTERS;
    try {
      return records.hasNext() ? Optional.of(records.next().toList()) : Optional.empty();
    } catch (UncheckedIOException e) {
      throw new CorpusFormatException(
          file,
          line,
          "a CSV row, with quotation marks doubled inside quotes",
          "a mark too many or one that is never closed (%s); if the file is no CSV, say so by"
                  .formatted(e.getCause().getMessage())
              + " --input-format text");
    }
  }

  /** Gives the parser a line at a time, so that a row is there as soon as its lines are. */
  private static final class LineFeeder extends Reader {
    private final Utf8Lines lines;
    private String text;
    private int position;
    private int left = MOST_CHARACTERS;

    LineFeeder(String header, Utf8Lines lines) {
      this.lines = lines;
      this.text = header + "\n";
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (position == text.length()) {
        if (!lines.hasNext()) {
          return -1;
        }
        text = lines.next() + "\n";
        position = 0;
      }
      int count = Math.min(length, text.length() - position);
      left -= count;
      if (left < 0) {
        throw new IOException("a row of over " + MOST_CHARACTERS + " characters");
      }
      text.getChars(position, position + count, target, offset);
      position += count;
      return count;
    }

    @Override
    public void close() {}
  }
}
