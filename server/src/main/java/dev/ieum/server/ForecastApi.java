package dev.ieum.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.Columns;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import dev.ieum.sequences.series.TimeFormat;
import dev.ieum.server.Tasks.Task;
import dev.ieum.server.json.ResultFields;
import dev.ieum.server.json.ResultJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * {@code /v1/forecast}: tables in, the next rows of their series out, each as {@code ieum forecast
 * --format jsonl} writes it. A table is a text in CSV or TSV with a header, or rows of JSON; the
 * body's limit bounds its length. Thread-safe.
 */
final class ForecastApi {
  private static final String TEXTS = "texts";
  private static final String ROWS = "rows";
  private static final List<Double> USUAL_LEVELS = List.of(0.1, 0.5, 0.9);
  private static final int MOST_LEVELS = 99;
  private static final int MOST_PAST = 1000;

  private final ServedModels models;
  private final Tasks tasks;

  /** What a request wants to know of each table. */
  private record Wishes(List<Double> levels, int horizon, int past, int series) {}

  /** Makes a table, given its columns. */
  private interface Source {
    SeriesTable table(Forecaster model) throws IOException;
  }

  ForecastApi(ServedModels models, Tasks tasks) {
    this.models = models;
    this.tasks = tasks;
  }

  CompletableFuture<JsonElement> forecast(Call call) {
    Parameters parameters = call.parameters();
    ServedModels.Forecasts model = models.forecasts(parameters.string("model"));
    Wishes wishes = wishes(call, model.forecaster());
    // What is counted as waiting is the text, also of rows.
    List<String> texts;
    List<Source> sources;
    if (parameters.has(ROWS)) {
      List<Map<String, String>> rows = parameters.rows(ROWS);
      texts = List.of(String.join("", rows.stream().map(Map::toString).toList()));
      sources = List.of(of -> SeriesTable.of(rows, ROWS, columns(of), like(of)));
    } else {
      List<String> tables = parameters.texts(TEXTS);
      call.requireNumber(tables);
      texts = tables;
      sources =
          IntStream.range(0, tables.size())
              .mapToObj(i -> source(tables.get(i), TEXTS + "[" + i + "]"))
              .toList();
    }
    return tasks
        .compute(
            call,
            Task.FORECAST,
            model.name(),
            texts,
            sources,
            source -> forecast(model.forecaster(), source, wishes))
        .thenApply(objects -> IeumApi.results(model.name(), IeumApi.numbered(objects)));
  }

  private static Columns columns(Forecaster model) {
    return model.settings().columns();
  }

  private static Optional<TimeFormat> like(Forecaster model) {
    return Optional.of(model.settings().time());
  }

  private static Source source(String text, String name) {
    return model -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try (Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes), name)) {
        return SeriesTable.read(lines, columns(model), like(model));
      }
    };
  }

  private static Wishes wishes(Call call, Forecaster model) {
    Parameters parameters = call.parameters();
    int own = model.settings().history().horizon();
    int horizon = parameters.number("horizon", own);
    List<Double> levels = parameters.numbers("levels");
    if (levels.size() > MOST_LEVELS || !levels.stream().allMatch(l -> l >= 0.01 && l <= 0.99)) {
      throw ApiException.badRequest(
          "Invalid request: levels parameter must hold at most %d numbers from 0.01 to 0.99"
              .formatted(MOST_LEVELS));
    }
    return new Wishes(
        levels.isEmpty() ? USUAL_LEVELS : levels.stream().sorted().distinct().toList(),
        horizon == 0 ? own : horizon,
        parameters.number("past", MOST_PAST),
        call.limits().texts());
  }

  private static JsonObject forecast(Forecaster model, Source source, Wishes wishes) {
    try {
      SeriesTable table = source.table(model);
      if (table.series().size() > wishes.series()) {
        throw ApiException.badRequest(
            "Invalid request: series of a table (%d) exceed text limit (%d)"
                .formatted(table.series().size(), wishes.series()));
      }
      Optional<String> key = columns(model).key();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Forecast forecast : model.forecast(table)) {
        for (int n = 1; n <= Math.min(wishes.horizon(), forecast.horizon()); n++) {
          rows.add(ResultFields.forecast(forecast, n, wishes.levels(), key));
        }
      }
      if (rows.isEmpty()) {
        throw new CorpusFormatException(
            table.series().get(0).file(),
            0,
            "a value in column '" + columns(model).target() + "'",
            "none");
      }
      JsonObject object = new JsonObject();
      object.addProperty("id", 0);
      object.add("forecast", ResultJson.array(rows));
      if (wishes.past() > 0) {
        object.add("past", ResultJson.array(past(table, wishes.past(), key)));
      }
      model.doubt(table).ifPresent(doubt -> object.addProperty("warning", doubt));
      return object;
    } catch (CorpusFormatException e) {
      throw ApiException.badRequest("Invalid request: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the last values of each series as rows, null where nothing was measured. */
  private static List<Map<String, Object>> past(
      SeriesTable table, int count, Optional<String> key) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Series series : table.series()) {
      int end = series.observed();
      for (int t = Math.max(0, end - count); t < end; t++) {
        Map<String, Object> row = ResultFields.object();
        key.ifPresent(name -> row.put(name, series.key()));
        row.put("time", table.format().text(series.times()[t]));
        row.put("value", Double.isNaN(series.target()[t]) ? null : series.target()[t]);
        rows.add(row);
      }
    }
    return rows;
  }
}
