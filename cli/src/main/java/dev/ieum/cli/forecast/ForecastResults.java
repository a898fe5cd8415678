package dev.ieum.cli.forecast;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.server.json.ResultFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How forecasts are written. Immutable.
 *
 * @param levels of the quantiles
 * @param horizon rows that are written, at most
 * @param key what the field of the key is called, if there are several series
 */
public record ForecastResults(List<Double> levels, int horizon, Optional<String> key) {

  /** Returns a number with five significant digits. */
  static String number(double value) {
    return ResultFields.significant(value).toPlainString();
  }

  private static String name(double level) {
    return "q" + ResultFields.level(level);
  }

  private int rows(Forecast forecast) {
    return Math.min(horizon, forecast.horizon());
  }

  /** Returns forecasts as a table for people. */
  public List<String> table(List<Forecast> forecasts) {
    Table table = new Table();
    List<Object> header = new ArrayList<>(header());
    table.row(header);
    for (Forecast forecast : forecasts) {
      for (int n = 1; n <= rows(forecast); n++) {
        table.row(cells(forecast, n));
      }
    }
    return table.lines();
  }

  /** Returns each predicted row on a line: as a JSON object, or as cells under a header. */
  public List<String> rows(List<Forecast> forecasts, boolean json) {
    List<String> lines = new ArrayList<>();
    if (!json) {
      lines.add(String.join("\t", header()));
    }
    for (Forecast forecast : forecasts) {
      for (int n = 1; n <= rows(forecast); n++) {
        lines.add(json ? json(forecast, n) : String.join("\t", cells(forecast, n)));
      }
    }
    return lines;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    key.ifPresent(header::add);
    header.add("time");
    levels.forEach(level -> header.add(name(level)));
    return header;
  }

  /** Returns the cells of a predicted row. */
  public List<String> cells(Forecast forecast, int ahead) {
    List<String> cells = new ArrayList<>();
    key.ifPresent(name -> cells.add(forecast.key().replaceAll("[\\t\\r\\n]", " ")));
    cells.add(forecast.times().get(ahead - 1));
    levels.forEach(level -> cells.add(number(forecast.quantile(ahead, level))));
    return cells;
  }

  private String json(Forecast forecast, int ahead) {
    return Json.line(ResultFields.forecast(forecast, ahead, levels, key));
  }

  /** Returns a whole forecast as fields that follow those of its row. */
  public String streamed(Forecast forecast) {
    List<Object> rows = new ArrayList<>();
    for (int n = 1; n <= rows(forecast); n++) {
      Map<String, Object> row = Json.object("time", forecast.times().get(n - 1));
      row.putAll(ResultFields.quantiles(forecast, n, levels));
      rows.add(row);
    }
    return Json.line(Json.object("forecast", rows));
  }

  /** Returns the cells of a whole forecast, row by row: the quantiles of each, joined by spaces. */
  public List<String> streamedCells(Forecast forecast) {
    List<String> cells = new ArrayList<>();
    for (int n = 1; n <= rows(forecast); n++) {
      int ahead = n;
      cells.add(
          String.join(" ", levels.stream().map(l -> number(forecast.quantile(ahead, l))).toList()));
    }
    return cells;
  }
}
