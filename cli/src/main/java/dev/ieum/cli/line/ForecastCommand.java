package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.forecast.FanChart;
import dev.ieum.cli.forecast.ForecastResults;
import dev.ieum.cli.forecast.QuickForecaster;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.Columns;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ieum forecast}: series of numbers in, what they may be next out. */
@Command(
    name = "forecast",
    description =
        "Predicts the next rows of each series of a CSV or TSV file, or of each stream of rows.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without --model, a small one is trained on FILE first, which takes about a minute.",
      "Rows at the end without a target are the rows to predict; columns known ahead are read there.",
      "text:  a table of quantiles, and a chart",
      "jsonl: {\"time\":...,\"ahead\":1,\"mean\":...,\"quantiles\":{\"0.1\":...}}, a line for each row",
      "tsv:   (key,) time, a column for each quantile",
      "With --stream, rows are read as they come and each is answered at once: jsonl carries the row",
      "through and adds \"forecast\"; tsv: line, key, time, the quantiles of each row to come. A column",
      "holiday+1 is the column holiday of the next row, if the model knows that one ahead.",
      "Examples: ieum forecast sales.csv --target units --horizon 14 --chart sales.svg",
      "          ieum forecast pm25.csv --model runs/pm25/model",
      "          tail -f sensor.csv | ieum forecast --model M --stream --state states.bin",
    })
public final class ForecastCommand implements Callable<Integer> {
  private static final int CHART_ROWS = 60; // of the past

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "A table with a header, gzipped or not; - or none: standard input.")
  private String file;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "The model; see ieum models list. Default: one trained on FILE.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column to predict, without --model.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "The column that says whose series a row belongs to, without --model.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Rows that are predicted. Default: the model's; 12 without --model.")
  private Optional<Integer> horizon = Optional.empty();

  @Option(
      names = "--levels",
      paramLabel = "Q,...",
      split = ",",
      defaultValue = "0.1,0.5,0.9",
      description = "Quantiles that are printed, 0.01 to 0.99. Default: ${DEFAULT-VALUE}.")
  private List<Double> levels = List.of();

  @Option(
      names = "--chart",
      paramLabel = "FILE.svg",
      description = "Write a chart of the first series there.")
  private Optional<String> chart = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = Console.STANDARD_INPUT,
      description = "Write the results there; - or none: standard output.")
  private String output;

  @Option(names = "--stream", description = "A row is answered as soon as it is read.")
  private boolean stream;

  @Option(
      names = "--states",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Series of --stream kept at most; the one used longest ago is dropped. Default:"
              + " ${DEFAULT-VALUE}.")
  private int states;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Keep the series of --stream there, from run to run.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "stop",
      description = "At a bad row of --stream: stop or skip. Default: ${DEFAULT-VALUE}.")
  private ForecastStream.OnError onError;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the training without --model. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  private final Console console;

  public ForecastCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    horizon.ifPresent(rows -> UsageException.inRange("--horizon", rows, 1, 1_000));
    UsageException.inRange("--states", states, 1, 100_000_000);
    if (model.isEmpty()) {
      try (QuickForecaster trained =
          QuickForecaster.train(
              file, new QuickForecaster.Wishes(target, key, horizon.orElse(12), seed), console)) {
        forecast(trained.model(), trained.table());
      }
      return CommandLine.ExitCode.OK;
    }
    try (Forecaster opened = Forecaster.open(ModelOptions.bundle(model.get()))) {
      int own = opened.settings().history().horizon();
      if (horizon.orElse(own) > own) {
        throw new UsageException(
            "command line: --horizon = %d; allowed: 1 to %d, which the model was trained for"
                .formatted(horizon.get(), own));
      }
      if (stream) {
        new ForecastStream(opened, results(opened), this::options, console).run();
      } else {
        forecast(opened, table(opened));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private ForecastStream.Options options() {
    return new ForecastStream.Options(file, format, output, states, state, onError);
  }

  private void checkOptions() {
    for (double level : levels) {
      if (!(level >= 0.01 && level <= 0.99)) {
        throw new UsageException(
            "command line: --levels = %s; allowed: 0.01 to 0.99".formatted(level));
      }
    }
    UsageException.refuse(
        spec,
        model.isPresent(),
        "--target --key --seed",
        "with --model, which knows its own; leave it out");
    if (model.isEmpty() && stream) {
      throw new UsageException("command line: --stream without --model; train one by ieum train");
    }
    UsageException.refuse(
        spec,
        !stream,
        "--state --states --on-error",
        "without --stream; add that, or leave it out");
    UsageException.refuse(spec, stream, "--chart", "with --stream; leave it out");
  }

  private SeriesTable table(Forecaster opened) throws IOException {
    Columns columns = opened.settings().columns();
    try (Utf8Lines lines = console.lines(file)) {
      SeriesTable table = SeriesTable.read(lines, columns, Optional.of(opened.settings().time()));
      opened.doubt(table).ifPresent(doubt -> console.warn(file + ": " + doubt));
      return table;
    }
  }

  private ForecastResults results(Forecaster opened) {
    return new ForecastResults(
        levels.stream().sorted().toList(),
        horizon.orElse(opened.settings().history().horizon()),
        opened.settings().columns().key());
  }

  private void forecast(Forecaster opened, SeriesTable table) throws IOException {
    List<Forecast> forecasts = opened.forecast(table);
    if (forecasts.isEmpty()) {
      throw new CorpusFormatException(
          file, 0, "a value in column '" + table.columns().target() + "'", "none");
    }
    ForecastResults results = results(opened);
    try (ResultOutput to = console.results(output)) {
      for (String line : lines(results, forecasts, table)) {
        to.line(line);
      }
    }
    if (chart.isPresent()) {
      console.write(chart.get(), chart(forecasts.get(0), table).svg());
    }
  }

  private List<String> lines(ForecastResults results, List<Forecast> forecasts, SeriesTable table) {
    return switch (format) {
      case TEXT ->
          Stream.concat(
                  results.table(forecasts).stream(),
                  forecasts.size() > 1
                      ? Stream.empty()
                      : chart(forecasts.get(0), table).text().stream())
              .toList();
      case JSONL -> results.rows(forecasts, true);
      case TSV -> results.rows(forecasts, false);
    };
  }

  private static FanChart chart(Forecast forecast, SeriesTable table) {
    Series series =
        table.series().stream()
            .filter(of -> of.key().equals(forecast.key()))
            .findFirst()
            .orElseThrow();
    int end = series.observed();
    double[] past = Arrays.copyOfRange(series.target(), Math.max(0, end - CHART_ROWS), end);
    String title =
        table.columns().target() + (forecast.key().isEmpty() ? "" : ", " + forecast.key());
    return new FanChart(title, past, forecast);
  }
}
