package dev.ieum.sequences.forecast;

import dev.ieum.sequences.model.ForecastShape;
import dev.ieum.sequences.model.ForecastSizes;
import dev.ieum.sequences.series.Columns;
import dev.ieum.sequences.series.HistoryShape;
import dev.ieum.sequences.series.RowCode;
import dev.ieum.sequences.series.TimeFormat;
import dev.ieum.sequences.series.TimeStep;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle says of its network of forecasts. Immutable.
 *
 * @param columns of the files it was trained on
 * @param sizes of the network
 * @param history what is remembered of a series
 * @param time how times are written
 * @param step from row to row
 * @param row how a row becomes numbers
 * @param spreads N, mean size of the naive forecast's errors at each distance, in units of the
 *     history's scale
 * @param errors N times Q, quantiles of these errors, in units of the scale and the spread
 * @param unit what errors are divided by in MASE: the mean change over a season in training
 * @param testFrom the time from which on nothing was learned from
 * @param learned whether the network was better than the naive forecast on the dev set; if not, it
 *     is the naive forecast
 */
public record ForecastSettings(
    Columns columns,
    ForecastSizes sizes,
    HistoryShape history,
    TimeFormat time,
    TimeStep step,
    RowCode row,
    List<Double> spreads,
    List<Double> errors,
    double unit,
    Optional<String> testFrom,
    boolean learned) {
  public ForecastSettings {
    spreads = List.copyOf(spreads);
    errors = List.copyOf(errors);
    if (spreads.size() != history.horizon()
        || errors.size() != history.horizon() * Levels.count()) {
      throw new IllegalArgumentException(
          "spreads = %d, errors = %d; allowed: %d, and %d of each"
              .formatted(spreads.size(), errors.size(), history.horizon(), Levels.count()));
    }
  }

  /** Returns the architecture. */
  public ForecastShape shape() {
    int horizon = history.horizon();
    return new ForecastShape(
        sizes, row.width(history), horizon * row.knownWidth(), horizon, Levels.count());
  }
}
