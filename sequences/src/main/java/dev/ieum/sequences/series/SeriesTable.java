package dev.ieum.sequences.series;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CsvRows;
import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The series of a table in CSV or TSV with a header, gzipped or not. Immutable.
 *
 * @param series in the order in which they begin
 * @param columns with the columns of time that were found
 * @param format of the times
 * @param step from row to row
 * @param decimalComma whether the file writes 1,5 for one and a half
 */
public record SeriesTable(
    List<Series> series, Columns columns, TimeFormat format, TimeStep step, boolean decimalComma) {
  private static final int LOOKED_AT = 200; // rows that decide which column holds times

  private static final List<List<String>> PARTS_OF_TIME =
      List.of(
          List.of("year", "month", "day", "hour", "minute"),
          List.of("year", "month", "day", "hour"),
          List.of("year", "month", "day"),
          List.of("year", "month"));

  /** A row of the file. */
  private record Row(long line, List<String> cells) {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws CorpusFormatException naming the line that does not conform, or what is missing
   */
  public static SeriesTable read(Path file, Columns columns) throws IOException {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      return read(lines, columns, Optional.empty());
    }
  }

  /**
   * Reads lines.
   *
   * @param like the form and step of the times that a model was trained on, if there is one
   */
  public static SeriesTable read(Utf8Lines lines, Columns columns, Optional<TimeFormat> like)
      throws IOException {
    if (!lines.hasNext()) {
      throw new CorpusFormatException(lines.name(), 1, "a header row", "an empty file");
    }
    CsvRows csv = new CsvRows(lines, lines.next());
    List<String> header = csv.next().orElseThrow().stream().map(String::strip).toList();
    List<Row> rows = new ArrayList<>();
    for (Optional<List<String>> cells = csv.next(); cells.isPresent(); cells = csv.next()) {
      if (cells.get().size() == 1 && cells.get().get(0).isBlank()) {
        continue;
      }
      if (cells.get().size() != header.size()) {
        throw new CorpusFormatException(
            lines.name(),
            csv.line(),
            "%d cells %s".formatted(header.size(), header),
            Integer.toString(cells.get().size()));
      }
      rows.add(new Row(csv.line(), cells.get()));
    }
    if (rows.isEmpty()) {
      throw new CorpusFormatException(lines.name(), 2, "a row of values", "the end of the file");
    }
    return new Assembly(lines.name(), header, rows, columns, csv.separator() != ',', like).table();
  }

  /**
   * Makes a table of rows that are no text, such as objects of JSON; of those that lack a column
   * that others have, the value is missing.
   *
   * @param rows a cell by column, at least one row; lines of errors count them from 1
   * @param name what errors call the table
   * @param like as in {@link #read(Utf8Lines, Columns, Optional)}
   * @throws CorpusFormatException naming the row that does not conform, or what is missing
   */
  public static SeriesTable of(
      List<Map<String, String>> rows, String name, Columns columns, Optional<TimeFormat> like) {
    List<String> header =
        columns.all().stream()
            .filter(column -> rows.stream().anyMatch(row -> row.containsKey(column)))
            .toList();
    List<Row> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> cells = header.stream().map(column -> row.getOrDefault(column, "")).toList();
      all.add(new Row(all.size() + 1, cells));
    }
    return new Assembly(name, header, all, columns, false, like).table();
  }

  /**
   * Returns the columns of a file that hold numbers alone, a few missing ones aside, and are
   * neither times nor a count of the rows.
   *
   * @throws IOException when it cannot be read
   * @throws CorpusFormatException naming the line that does not conform
   */
  public static List<String> numbers(Path file) throws IOException {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      if (!lines.hasNext()) {
        throw new CorpusFormatException(lines.name(), 1, "a header row", "an empty file");
      }
      CsvRows csv = new CsvRows(lines, lines.next());
      List<String> header = csv.next().orElseThrow().stream().map(String::strip).toList();
      List<List<String>> rows = new ArrayList<>();
      for (Optional<List<String>> row = csv.next(); row.isPresent(); row = csv.next()) {
        if (row.get().size() == header.size() && rows.size() < LOOKED_AT) {
          rows.add(row.get());
        }
      }
      Columns none = new Columns("", List.of(), List.of(), List.of(), Optional.empty());
      List<Row> first = rows.stream().map(cells -> new Row(0, cells)).toList();
      List<String> time =
          new Assembly(lines.name(), header, first, none, false, Optional.empty()).findTime();
      List<String> numbers = new ArrayList<>();
      for (int c = 0; c < header.size(); c++) {
        int column = c;
        List<String> cells = rows.stream().map(row -> row.get(column)).toList();
        if (!time.contains(header.get(c)) && areNumbers(cells) && !ascend(cells)) {
          numbers.add(header.get(c));
        }
      }
      return numbers;
    }
  }

  private static boolean areNumbers(List<String> cells) {
    int numbers = 0;
    for (String cell : cells) {
      try {
        numbers += Double.isNaN(NumberText.parse(cell, false)) ? 0 : 1;
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return numbers > 0;
  }

  /** Says whether numbers grow from row to row by the same, as counts and decimal years do. */
  private static boolean ascend(List<String> cells) {
    double step = Double.NaN;
    for (int i = 1; i < cells.size(); i++) {
      double change =
          NumberText.parse(cells.get(i), false) - NumberText.parse(cells.get(i - 1), false);
      if (!(change > 0) || Math.abs(change - step) > 1e-6 * Math.abs(step)) {
        if (i > 1 || !(change > 0)) {
          return false;
        }
      }
      step = change;
    }
    return cells.size() > 2;
  }

  /** Puts rows together to series. */
  private record Assembly(
      String file,
      List<String> header,
      List<Row> rows,
      Columns given,
      boolean decimalComma,
      Optional<TimeFormat> like) {

    SeriesTable table() {
      int target = column(given.target());
      List<Integer> beside =
          Stream.concat(given.past().stream(), given.known().stream()).map(this::column).toList();
      Columns columns = given.time().isEmpty() ? given.withTime(findTime()) : given;
      columns.time().forEach(this::column);
      TimeFormat format = format(columns);
      Map<String, List<Row>> byKey = new LinkedHashMap<>();
      int key = given.key().map(this::column).orElse(-1);
      for (Row row : rows) {
        String name = key < 0 ? "" : row.cells().get(key).strip();
        byKey.computeIfAbsent(name, any -> new ArrayList<>()).add(row);
      }
      Map<String, double[]> times = new LinkedHashMap<>();
      byKey.forEach((name, own) -> times.put(name, sort(own, columns, format)));
      TimeStep step = TimeStep.of(format, List.copyOf(times.values()));
      List<Series> series = new ArrayList<>();
      byKey.forEach(
          (name, own) -> series.add(series(name, own, times.get(name), step, target, beside)));
      return new SeriesTable(series, columns, format, step, decimalComma);
    }

    private int column(String name) {
      int column = header.indexOf(name);
      if (column < 0) {
        throw new CorpusFormatException(
            file, 1, "a column '" + name + "'", "only " + header + "; name one of these");
      }
      return column;
    }

    /** The parts of a date by their names, or else the first column whose values are dates. */
    private List<String> findTime() {
      List<String> lower =
          header.stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)).toList();
      for (List<String> parts : PARTS_OF_TIME) {
        if (lower.containsAll(parts)) {
          return parts.stream().map(part -> header.get(lower.indexOf(part))).toList();
        }
      }
      List<Row> first = rows.subList(0, Math.min(LOOKED_AT, rows.size()));
      for (int c = 0; c < header.size(); c++) {
        int column = c;
        String name = header.get(c);
        List<String> cells = first.stream().map(row -> row.cells().get(column)).toList();
        boolean other =
            name.equals(given.target())
                || given.past().contains(name)
                || given.known().contains(name)
                || given.key().equals(Optional.of(name));
        if (!other && TimeFormat.detect(cells).filter(TimeFormat::dated).isPresent()) {
          return List.of(name);
        }
      }
      return List.of();
    }

    private TimeFormat format(Columns columns) {
      if (columns.time().isEmpty()) {
        return TimeFormat.ROWS;
      }
      List<String> cells = rows.stream().map(row -> text(row, columns)).toList();
      Optional<TimeFormat> own = TimeFormat.detect(cells);
      if (own.isPresent() && (like.isEmpty() || like.get().dated() == own.get().dated())) {
        boolean same = like.isPresent() && like.get().form() == own.get().form();
        return same ? like.get() : own.get();
      }
      TimeFormat wanted =
          like.or(() -> TimeFormat.detect(cells.subList(0, 1))).orElse(TimeFormat.ROWS);
      for (int i = 0; i < cells.size(); i++) {
        if (wanted.equals(TimeFormat.ROWS) || wanted.read(cells.get(i)).isEmpty()) {
          throw new CorpusFormatException(
              file,
              rows.get(i).line(),
              "a time such as 2024-03-01, 2024-03-01 12:00, 2024-03, 01.03.2024 or a number, all"
                  + " written alike",
              "'" + cells.get(i) + "'; write it so, or leave the row out");
        }
      }
      return wanted;
    }

    private String text(Row row, Columns columns) {
      return columns.timeText(name -> row.cells().get(header.indexOf(name)));
    }

    private double[] sort(List<Row> own, Columns columns, TimeFormat format) {
      if (format.form() == TimeFormat.Form.ROWS) {
        double[] numbers = new double[own.size()];
        Arrays.setAll(numbers, i -> i + 1);
        return numbers;
      }
      Map<Long, Double> times = new HashMap<>(); // by line
      own.forEach(row -> times.put(row.line(), format.read(text(row, columns)).orElseThrow()));
      own.sort(Comparator.comparing(row -> times.get(row.line())));
      for (int i = 1; i < own.size(); i++) {
        if (times.get(own.get(i).line()).equals(times.get(own.get(i - 1).line()))) {
          throw new CorpusFormatException(
              file,
              own.get(i).line(),
              "one row for each time" + (given.key().isPresent() ? " of a key" : ""),
              "another of '%s'; if the file holds several series, name the column that tells them"
                      .formatted(text(own.get(i), columns))
                  + " apart (key)");
        }
      }
      return own.stream().mapToDouble(row -> times.get(row.line())).toArray();
    }

    private Series series(
        String name,
        List<Row> own,
        double[] times,
        TimeStep step,
        int target,
        List<Integer> beside) {
      int length = 1;
      for (int i = 1; i < times.length; i++) {
        length += step.between(times[i - 1], times[i]);
      }
      double[] allTimes = new double[length];
      double[] values = new double[length];
      long[] lines = new long[length];
      List<String[]> cells = beside.stream().map(column -> new String[values.length]).toList();
      Arrays.fill(values, Double.NaN);
      int at = 0;
      for (int i = 0; i < times.length; i++) {
        int skipped = i == 0 ? 0 : step.between(times[i - 1], times[i]) - 1;
        for (int k = 1; k <= skipped; k++) {
          allTimes[at++] = step.advance(times[i - 1], k);
        }
        allTimes[at] = times[i];
        lines[at] = own.get(i).line();
        values[at] = number(own.get(i), target);
        for (int c = 0; c < cells.size(); c++) {
          cells.get(c)[at] = own.get(i).cells().get(beside.get(c)).strip();
        }
        at++;
      }
      return new Series(name, allTimes, values, cells, file, lines);
    }

    private double number(Row row, int column) {
      String cell = row.cells().get(column);
      try {
        return NumberText.parse(cell, decimalComma);
      } catch (NumberFormatException e) {
        throw new CorpusFormatException(
            file,
            row.line(),
            "a number in column '" + header.get(column) + "'",
            "'" + cell + "'; write a number, or leave the cell empty if nothing was measured");
      }
    }
  }
}
