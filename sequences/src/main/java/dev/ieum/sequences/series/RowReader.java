package dev.ieum.sequences.series;

import dev.ieum.datasets.CorpusFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a stream one by one, as {@link SeriesTable} reads those of a file. What is
 * known of later rows stands in the same row: the column {@code holiday+2} is the column {@code
 * holiday} of the row after the next. Immutable.
 *
 * @param horizon how many later rows are looked for
 */
public record RowReader(Columns columns, TimeFormat format, boolean decimalComma, int horizon) {

  /**
   * A row.
   *
   * @param key whose series it is; empty where there is one
   * @param time none where rows stand in order
   * @param value NaN where nothing was measured
   * @param cells of the columns past and known
   * @param ahead cells of the same columns of the next rows; of those past, and where the row does
   *     not say, missing ones
   */
  public record Row(
      String key,
      Optional<Double> time,
      double value,
      List<String> cells,
      List<Cells> ahead,
      boolean decimalComma)
      implements Cells {
    @Override
    public String cell(int column) {
      return cells.get(column);
    }
  }

  /** What a row says of a later one. */
  private record LaterRow(List<Optional<String>> cells, boolean decimalComma) implements Cells {
    @Override
    public String cell(int column) {
      return cells.get(column).orElse(null);
    }
  }

  /**
   * Reads a row.
   *
   * @param cells by column
   * @throws CorpusFormatException when a column is missing or holds something else
   */
  public Row row(Map<String, String> cells, String file, long line) {
    for (String name : columns.all()) {
      if (!cells.containsKey(name)) {
        throw new CorpusFormatException(
            file,
            line,
            "a field '" + name + "', as the model was trained",
            "only " + cells.keySet());
      }
    }
    Optional<Double> time = Optional.empty();
    if (format.form() != TimeFormat.Form.ROWS) {
      String text = columns.timeText(cells::get);
      time = format.read(text);
      if (time.isEmpty()) {
        throw new CorpusFormatException(
            file, line, "a time as the model was trained on", "'" + text + "'");
      }
    }
    double value;
    try {
      value = NumberText.parse(cells.get(columns.target()), decimalComma);
    } catch (NumberFormatException e) {
      throw new CorpusFormatException(
          file,
          line,
          "a number in column '" + columns.target() + "'",
          "'" + cells.get(columns.target()) + "'; leave it empty if nothing was measured");
    }
    List<String> beside = new ArrayList<>();
    columns.past().forEach(name -> beside.add(cells.get(name)));
    columns.known().forEach(name -> beside.add(cells.get(name)));
    String key = columns.key().map(cells::get).orElse("");
    return new Row(key, time, value, beside, ahead(cells), decimalComma);
  }

  private List<Cells> ahead(Map<String, String> cells) {
    List<Cells> ahead = new ArrayList<>();
    for (int k = 1; k <= horizon && !columns.known().isEmpty(); k++) {
      List<Optional<String>> of = new ArrayList<>();
      columns.past().forEach(name -> of.add(Optional.empty()));
      for (String name : columns.known()) {
        of.add(Optional.ofNullable(cells.get(name + "+" + k)));
      }
      ahead.add(new LaterRow(of, decimalComma));
    }
    return ahead;
  }
}
