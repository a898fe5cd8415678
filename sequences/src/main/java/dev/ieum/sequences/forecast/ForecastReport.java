package dev.ieum.sequences.forecast;

import dev.ieum.core.score.Interval;
import java.util.List;
import java.util.Optional;

/**
 * How well a model predicted rows that it had not seen, beside naive forecasts. Immutable.
 *
 * @param origins forecasts that were made
 * @param values that were predicted, all distances together
 * @param from the time of the first value predicted, as results write it
 * @param rows the model first
 * @param maeInterval 95 % interval of the model's MAE
 * @param against the naive forecast with the least MAE
 * @param difference 95 % interval of the model's MAE less that forecast's
 */
public record ForecastReport(
    long origins,
    long values,
    String from,
    List<Row> rows,
    Interval maeInterval,
    String against,
    Interval difference) {

  /**
   * Figures over values. Immutable.
   *
   * @param rmse root of the mean squared error, of the mean forecast
   * @param mae mean absolute error, of the median forecast
   * @param mase mean absolute error in units of the mean change over a season in training (Hyndman
   *     and Koehler 2006)
   * @param distribution of forecasts that have one
   */
  public record Figures(
      double rmse, double mae, double mase, Optional<Distribution> distribution) {}

  /**
   * Figures of distributions. Immutable.
   *
   * @param crps mean continuous ranked probability score
   * @param within80 share of the values in the interval from the 0.1 to the 0.9 quantile
   * @param within95 share of the values in the interval from the 0.025 to the 0.975 quantile
   */
  public record Distribution(double crps, double within80, double within95) {}

  /**
   * A predictor.
   *
   * @param name what tables call it
   * @param all figures over all distances
   * @param ahead figures by distance, the next row first; empty of distances without a value
   */
  public record Row(String name, Figures all, List<Optional<Figures>> ahead) {}

  /** Returns the model's row. */
  public Row model() {
    return rows.get(0);
  }
}
