package dev.ieum.sequences.series;

import dev.ieum.datasets.CorpusFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a stream one by one, as {@link SeriesTable} reads those of a file. Immutable.
 */
public record RowReader(Columns columns, TimeFormat format, boolean decimalComma) {

  /**
   * A row.
   *
   * @param key whose series it is; empty where there is one
   * @param time none where rows stand in order
   * @param value NaN where nothing was measured
   * @param cells of the columns past and known
   */
  public record Row(
      String key, Optional<Double> time, double value, List<String> cells, boolean decimalComma)
      implements Cells {
    @Override
    public String cell(int column) {
      return cells.get(column);
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
    return new Row(columns.key().map(cells::get).orElse(""), time, value, beside, decimalComma);
  }
}
