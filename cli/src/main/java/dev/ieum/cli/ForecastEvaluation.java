package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.sequences.forecast.Backtest;
import dev.ieum.sequences.forecast.ForecastReport;
import dev.ieum.sequences.forecast.ForecastReport.Distribution;
import dev.ieum.sequences.forecast.ForecastReport.Figures;
import dev.ieum.sequences.forecast.ForecastReport.Row;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} for models of forecasts, and the evaluation. */
final class ForecastEvaluation {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First row predicted, of series. Default: the model's test-from.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--stride",
      paramLabel = "N",
      description = "Rows from a forecast to the next, of series. Default: 1.")
  private Optional<Integer> stride = Optional.empty();

  /** Evaluates a model on series, and prints the report. */
  void run(List<ModelBundle> bundles, EvaluationOptions options, Console console)
      throws IOException {
    ModelBundle bundle = EvaluationOptions.only(bundles, "forecast model");
    String data = options.data.orElseThrow();
    Backtest.Protocol protocol =
        new Backtest.Protocol(
            from,
            UsageException.inRange("--stride", stride.orElse(1), 1, 1_000_000),
            options.samples(),
            options.seed);
    try (Forecaster model = Forecaster.open(bundle)) {
      SeriesTable table = SeriesTable.read(Path.of(data), model.settings().columns());
      requireTime(table, data);
      int rows = table.series().stream().mapToInt(Series::length).sum();
      ForecastReport report;
      try (LineProgress progress = LineProgress.on(console, "predicting", rows)) {
        report = model.evaluate(table, protocol, progress::done);
      } catch (IllegalArgumentException e) {
        throw new UsageException(data + ": " + e.getMessage());
      }
      options.report.print(
          () -> text(report, model, data, protocol), () -> json(report, data, protocol), console);
    }
  }

  private void requireTime(SeriesTable table, String data) {
    if (from.isPresent() && table.format().read(from.get()).isEmpty()) {
      throw new UsageException(
          "command line: --from = %s; allowed: a time as %s writes it, such as %s"
              .formatted(from.get(), data, table.format().text(table.series().get(0).times()[0])));
    }
  }

  private static List<String> text(
      ForecastReport report, Forecaster model, String data, Backtest.Protocol protocol) {
    int horizon = model.settings().history().horizon();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d forecasts of %d rows each, one every %d rows, first value %s; %,d values"
            .formatted(
                data,
                report.origins(),
                horizon,
                protocol.stride(),
                report.from(),
                report.values()));
    Table table = new Table();
    table.row("predictor", "rows", "RMSE", "MAE", "MASE", "CRPS", "in 80 %", "in 95 %");
    for (Row row : report.rows()) {
      add(table, row.name(), horizon == 1 ? "1" : "1-" + horizon, row.all());
    }
    for (int ahead : shown(horizon)) {
      for (Row row : report.rows()) {
        row.ahead()
            .get(ahead - 1)
            .ifPresent(figures -> add(table, row.name(), Integer.toString(ahead), figures));
      }
    }
    lines.addAll(table.lines());
    lines.add(
        "MAE of the model: 95 %% interval %s to %s; less that of '%s': %s to %s%s"
            .formatted(
                number(report.maeInterval().low()),
                number(report.maeInterval().high()),
                report.against(),
                number(report.difference().low()),
                number(report.difference().high()),
                report.difference().high() < 0
                    ? ""
                    : report.difference().low() > 0 ? ": it is worse" : ": no clear difference"));
    if (!model.settings().learned()) {
      lines.add("training found nothing better than the naive forecast, so the model is that");
    }
    return lines;
  }

  /** The first row, the last, and some between. */
  private static SortedSet<Integer> shown(int horizon) {
    SortedSet<Integer> shown = new TreeSet<>();
    if (horizon > 1) {
      shown.addAll(List.of(1, Math.max(1, horizon / 4), Math.max(1, horizon / 2), horizon));
    }
    return shown;
  }

  private static void add(Table table, String name, String rows, Figures of) {
    Optional<Distribution> d = of.distribution();
    table.row(
        name,
        rows,
        number(of.rmse()),
        number(of.mae()),
        number(of.mase()),
        d.map(Distribution::crps).map(ForecastEvaluation::number).orElse("-"),
        d.map(Distribution::within80).map(ForecastEvaluation::percent).orElse("-"),
        d.map(Distribution::within95).map(ForecastEvaluation::percent).orElse("-"));
  }

  private static String number(double value) {
    return significant(value).toPlainString();
  }

  private static BigDecimal significant(double value) {
    return new BigDecimal(value).round(new MathContext(5));
  }

  private static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }

  private static String json(ForecastReport report, String data, Backtest.Protocol protocol) {
    List<Object> predictors = new ArrayList<>();
    for (Row row : report.rows()) {
      List<Object> ahead = new ArrayList<>();
      for (int n = 0; n < row.ahead().size(); n++) {
        int distance = n + 1;
        row.ahead().get(n).ifPresent(of -> ahead.add(figures(Json.object("row", distance), of)));
      }
      Map<String, Object> predictor = figures(Json.object("predictor", row.name()), row.all());
      predictor.put("by_row", ahead);
      predictors.add(predictor);
    }
    return Json.pretty(
        Json.object(
            "data", data,
            "forecasts", report.origins(),
            "values", report.values(),
            "from", report.from(),
            "stride", protocol.stride(),
            "mae_interval",
                List.of(
                    significant(report.maeInterval().low()),
                    significant(report.maeInterval().high())),
            "against", report.against(),
            "mae_difference_interval",
                List.of(
                    significant(report.difference().low()),
                    significant(report.difference().high())),
            "predictors", predictors));
  }

  private static Map<String, Object> figures(Map<String, Object> to, Figures of) {
    to.put("rmse", significant(of.rmse()));
    to.put("mae", significant(of.mae()));
    to.put("mase", significant(of.mase()));
    of.distribution()
        .ifPresent(
            d -> {
              to.put("crps", significant(d.crps()));
              to.put("within_80", significant(d.within80()));
              to.put("within_95", significant(d.within95()));
            });
    return to;
  }
}
