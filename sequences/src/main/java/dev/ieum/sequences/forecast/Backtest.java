package dev.ieum.sequences.forecast;

import dev.ieum.core.score.BlockBootstrap;
import dev.ieum.core.score.Interval;
import dev.ieum.sequences.model.ForecastPredictor;
import dev.ieum.sequences.series.Naive;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Forecasts made row by row, each of what was known then, and scored by what came. The only way in
 * which figures are made. Stateless.
 */
public final class Backtest {
  /** Rows that a series is read before its first forecast is scored. */
  public static final int WARM_UP = 8;

  private Backtest() {}

  /**
   * What is scored.
   *
   * @param from the first value that is predicted, by its time; of the model's own test part if it
   *     has one; otherwise after the first rows of each series
   * @param stride rows from a forecast to the next; the first is made one row before {@code from}
   * @param samples of the bootstrap
   * @param seed of the bootstrap
   */
  public record Protocol(Optional<String> from, int stride, int samples, long seed) {}

  /**
   * Runs a backtest.
   *
   * @param done called now and then with the number of rows read
   * @throws IllegalArgumentException when there is nothing to score
   */
  public static ForecastReport run(
      ForecastPredictor network,
      ForecastSettings settings,
      SeriesTable table,
      Protocol protocol,
      IntConsumer done) {
    Run run = new Run(network, settings, table, protocol);
    int rows = 0;
    for (Series series : table.series()) {
      run.read(series, rows, done);
      rows += series.length();
    }
    return run.report();
  }

  /** The tallies of a backtest. */
  private static final class Run {
    private final ForecastPredictor network;
    private final ForecastSettings settings;
    private final SeriesTable table;
    private final Protocol protocol;
    private final int horizon;
    private final ForecastTally model;
    private final ForecastTally errors;
    private final List<Naive> kinds = new ArrayList<>();
    private final List<ForecastTally> naive = new ArrayList<>();
    private long origins;
    private double earliest = Double.POSITIVE_INFINITY;

    Run(
        ForecastPredictor network,
        ForecastSettings settings,
        SeriesTable table,
        Protocol protocol) {
      this.network = network;
      this.settings = settings;
      this.table = table;
      this.protocol = protocol;
      horizon = settings.history().horizon();
      model = new ForecastTally("model", horizon, settings.unit(), true);
      Naive base = settings.history().naive();
      errors = new ForecastTally(base.title() + ", as it erred", horizon, settings.unit(), true);
      for (Naive kind : Naive.values()) {
        if (!kind.seasonal() || settings.history().season() > 0) {
          kinds.add(kind);
          naive.add(new ForecastTally(kind.title(), horizon, settings.unit(), false));
        }
      }
    }

    private int first(Series series) {
      return protocol
          .from()
          .or(settings::testFrom)
          .flatMap(text -> table.format().read(text).or(() -> settings.time().read(text)))
          .map(series::rowAt)
          .filter(row -> protocol.from().isPresent() || row < series.observed())
          .map(row -> Math.max(row, Math.min(WARM_UP, series.length() / 2)))
          .orElseGet(
              () ->
                  Math.min(
                      series.length() / 2,
                      Math.max(
                          WARM_UP,
                          Math.max(settings.history().season(), settings.history().lags()))));
    }

    void read(Series series, int before, IntConsumer done) {
      int from = first(series);
      int end = series.observed();
      Reading reading = new Reading(network, settings);
      for (int t = 0; t + 1 < end; t++) {
        reading.accept(series, t, table.decimalComma());
        boolean due = Math.floorMod(t + 1 - from, protocol.stride()) == 0;
        if (due && t + horizon >= from && reading.begun()) {
          score(series, t, from, end, reading);
        }
        if (t % 500 == 0) {
          done.accept(before + t);
        }
      }
    }

    private void score(Series series, int t, int from, int end, Reading reading) {
      double[][] quantiles = null;
      double[][] usual = null;
      for (int n = Math.max(0, from - t - 1); n < horizon && t + 1 + n < end; n++) {
        double value = series.target()[t + 1 + n];
        if (Double.isNaN(value) || Double.isNaN(settings.history().inner(value))) {
          continue;
        }
        if (quantiles == null) {
          quantiles = reading.quantiles(reading.ahead(series, t, table.decimalComma()));
          usual = reading.naiveQuantiles();
          origins++;
          earliest = Math.min(earliest, series.times()[t + 1 + n]);
          model.origin();
          errors.origin();
          naive.forEach(ForecastTally::origin);
        }
        model.add(n, quantiles[n], value);
        errors.add(n, usual[n], value);
        for (int k = 0; k < kinds.size(); k++) {
          double inner = reading.history.naive(kinds.get(k), n + 1);
          naive.get(k).add(n, settings.history().outer(inner), value);
        }
      }
    }

    ForecastReport report() {
      if (origins == 0) {
        throw new IllegalArgumentException(
            "values to predict = 0; allowed: 1 or more after the first rows of a series; give more"
                + " rows, or an earlier time to score from");
      }
      List<ForecastReport.Row> rows = new ArrayList<>();
      rows.add(model.row());
      rows.add(errors.row());
      naive.forEach(tally -> rows.add(tally.row()));
      ForecastTally best =
          naive.stream().min(Comparator.comparing(tally -> tally.row().all().mae())).orElseThrow();
      int block = (int) Math.max(horizon, Math.ceil(Math.sqrt((double) origins)));
      BlockBootstrap bootstrap =
          new BlockBootstrap(
              protocol.samples(), protocol.seed(), Math.max(1, block / protocol.stride()));
      double[] difference = model.absolutes();
      double[] other = best.absolutes();
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= other[i];
      }
      Interval mae = bootstrap.mean(model.absolutes(), model.counts());
      return new ForecastReport(
          origins,
          model.values(),
          settings.time().text(earliest),
          rows,
          mae,
          best.name,
          bootstrap.mean(difference, model.counts()));
    }
  }
}
