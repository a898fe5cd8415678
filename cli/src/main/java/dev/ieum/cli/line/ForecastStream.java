package dev.ieum.cli.line;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.forecast.ForecastResults;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.CsvRows;
import dev.ieum.datasets.JsonLine;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.data.KeyedStates;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.sequences.forecast.ForecastSession;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.Columns;
import dev.ieum.sequences.series.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code ieum forecast --stream}: a row in, its answer out. */
final class ForecastStream extends EventStream<ForecastStream.Entry, ForecastSession> {
  private final Forecaster model;
  private final ForecastResults results;
  private final Options options;
  private final Console console;
  private final Columns columns;
  private Utf8Lines input;
  private CsvRows csv; // null: JSON
  private List<String> header = List.of();
  private String first; // a line of JSON that was read to see what the input is
  private RowReader reader;

  /** What happens at a row that cannot be read. */
  enum OnError {
    /** The run ends there, after the rows before it are answered. */
    STOP,
    /** It gets no answer. */
    SKIP
  }

  /** What a stream keeps, and where it comes from and goes to. */
  record Options(
      String file,
      OutputFormat format,
      String output,
      int states,
      Optional<Path> state,
      OnError onError) {}

  /** A row of the input; {@code json} is its line, if it is one of JSON. */
  record Entry(RowReader.Row row, long line, Optional<String> json) {}

  ForecastStream(
      Forecaster model, ForecastResults results, Supplier<Options> options, Console console) {
    this.model = model;
    this.results = results;
    this.options = options.get();
    this.console = console;
    columns = model.settings().columns();
  }

  void run() throws IOException {
    try (KeyedStates<ForecastSession> states = open();
        Utf8Lines opened = console.lines(options.file());
        ResultOutput output = console.results(options.output())) {
      input = opened;
      if (!begin()) {
        return;
      }
      answer(states, entry -> 100, output, console, "series");
    }
  }

  private KeyedStates<ForecastSession> open() throws IOException {
    return options.state().isPresent()
        ? KeyedStates.open(model.states(), options.states(), options.state().get())
        : KeyedStates.inMemory(model.states(), options.states());
  }

  /** Reads the first line: a header, or JSON; false if there is none. */
  private boolean begin() throws IOException {
    if (!input.hasNext()) {
      return false;
    }
    String line = input.next();
    boolean comma = false;
    if (line.stripLeading().startsWith("{")) {
      first = line;
    } else {
      csv = new CsvRows(input, line);
      header = csv.next().orElseThrow().stream().map(String::strip).toList();
      comma = csv.separator() != ',';
      for (String name : columns.all()) {
        if (!header.contains(name)) {
          throw new CorpusFormatException(
              input.name(), 1, "a column '" + name + "', as the model was trained", "" + header);
        }
      }
    }
    reader =
        new RowReader(
            columns, model.settings().time(), comma, model.settings().history().horizon());
    return true;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    while (true) {
      try {
        return csv == null ? jsonEntry() : csvEntry();
      } catch (CorpusFormatException e) {
        if (options.onError() == OnError.STOP) {
          throw e;
        }
        console.warn(e.getMessage());
      }
    }
  }

  private Optional<Entry> csvEntry() {
    Optional<List<String>> cells = csv.next();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    if (cells.get().size() != header.size()) {
      throw new CorpusFormatException(
          input.name(),
          csv.line(),
          "%d cells %s".formatted(header.size(), header),
          Integer.toString(cells.get().size()));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), cells.get().get(i));
    }
    return Optional.of(
        new Entry(reader.row(row, input.name(), csv.line()), csv.line(), Optional.empty()));
  }

  private Optional<Entry> jsonEntry() {
    String line = first;
    first = null;
    while (line == null || line.isBlank()) {
      if (!input.hasNext()) {
        return Optional.empty();
      }
      line = input.next();
    }
    JsonObject object = JsonLine.parse(line, input.name(), input.lineNumber());
    Map<String, String> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      JsonElement value = field.getValue();
      row.put(
          field.getKey(),
          value.isJsonNull()
              ? ""
              : value.isJsonPrimitive() ? value.getAsString() : value.toString());
    }
    return Optional.of(
        new Entry(
            reader.row(row, input.name(), input.lineNumber()),
            input.lineNumber(),
            Optional.of(line)));
  }

  @Override
  String answer(Entry entry, KeyedStates<ForecastSession> states) {
    RowReader.Row row = entry.row();
    String[] late = new String[1];
    ForecastSession session =
        states.accept(row.key(), of -> late[0] = accept(of, row, entry.line()));
    Optional<Forecast> forecast =
        session.begun() && late[0] == null ? Optional.of(session.forecast()) : Optional.empty();
    return answer(entry, forecast, Optional.ofNullable(late[0]));
  }

  /** Returns why a row was not read, or null: one that comes late cannot be put in its place. */
  private String accept(ForecastSession session, RowReader.Row row, long line) {
    try {
      if (row.time().isPresent()) {
        session.accept(row.time().get(), row.value(), row, row.ahead());
      } else {
        session.accept(row.value(), row, row.ahead());
      }
      return null;
    } catch (IllegalArgumentException e) {
      String fault = "%s:%d: %s; not read".formatted(input.name(), line, e.getMessage());
      console.warn(fault);
      return fault;
    }
  }

  private String answer(Entry entry, Optional<Forecast> forecast, Optional<String> fault) {
    return switch (options.format()) {
      case TEXT -> forecast.map(of -> String.join("  ", results.cells(of, 1))).orElse("");
      case TSV -> {
        List<String> cells = new ArrayList<>(List.of(Long.toString(entry.line())));
        cells.add(InputForm.cell(entry.row().key()));
        cells.add(forecast.map(Forecast::from).orElse(""));
        forecast.ifPresent(of -> cells.addAll(results.streamedCells(of)));
        yield String.join("\t", cells);
      }
      case JSONL -> {
        Map<String, Object> own = Json.object("id", entry.line());
        columns.key().ifPresent(name -> own.put(name, entry.row().key()));
        String carried = entry.json().orElseGet(() -> Json.line(own));
        yield Json.joined(
            carried,
            forecast
                .map(results::streamed)
                .orElseGet(
                    () ->
                        Json.line(
                            fault.isPresent()
                                ? Json.object("error", fault.get())
                                : Json.object("forecast", List.of()))));
      }
    };
  }
}
