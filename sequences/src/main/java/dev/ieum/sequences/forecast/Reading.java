package dev.ieum.sequences.forecast;

import dev.ieum.sequences.model.ForecastPredictor;
import dev.ieum.sequences.model.SequenceState;
import dev.ieum.sequences.series.Cells;
import dev.ieum.sequences.series.History;
import dev.ieum.sequences.series.HistoryShape;
import dev.ieum.sequences.series.Series;
import java.util.List;

/** A model in the middle of a series: all that is known up to its latest row. Not thread-safe. */
final class Reading {
  private final ForecastPredictor network;
  private final ForecastSettings settings;
  private final HistoryShape shape;
  final History history;
  SequenceState state;
  private float[] row;

  Reading(ForecastPredictor network, ForecastSettings settings) {
    this.network = network;
    this.settings = settings;
    shape = settings.history();
    history = new History(shape);
    state = network.start();
  }

  /**
   * Reads a row.
   *
   * @param value NaN for a missing one
   * @param nextTime of the row after it
   */
  void accept(double value, Cells cells, double nextTime, Cells nextCells) {
    history.accept(shape.inner(value));
    if (history.observed() > 0) {
      row = settings.row().row(history, shape, cells, nextTime, nextCells);
      state = network.advance(row, state);
    }
  }

  /** Reads row {@code t} of a series. */
  void accept(Series series, int t, boolean decimalComma) {
    double nextTime =
        t + 1 < series.length()
            ? series.times()[t + 1]
            : settings.step().advance(series.times()[t], 1);
    accept(
        series.target()[t],
        Cells.of(series, t, decimalComma),
        nextTime,
        Cells.of(series, t + 1, decimalComma));
  }

  /** Returns what is known of the rows after row {@code t}. */
  float[] ahead(Series series, int t, boolean decimalComma) {
    int width = settings.row().knownWidth();
    float[] ahead = new float[width * shape.horizon()];
    for (int n = 0; width > 0 && n < shape.horizon(); n++) {
      settings.row().writeKnown(Cells.of(series, t + 1 + n, decimalComma), ahead, n * width);
    }
    return ahead;
  }

  /** Says whether anything was measured. */
  boolean begun() {
    return row != null;
  }

  /** Returns the row that was read last, and takes it over after a restart. */
  float[] row() {
    return row;
  }

  void row(float[] kept) {
    row = kept;
  }

  /** Predicts: {@code [N][Q]} in the unit of the series. */
  double[][] quantiles(float[] ahead) {
    return outer(network.quantiles(state, row, ahead));
  }

  private double[][] outer(float[][] units) {
    double[][] quantiles = new double[units.length][];
    for (int n = 0; n < units.length; n++) {
      double from = history.naive(shape.naive(), n + 1);
      double unit = history.scale() * settings.spreads().get(n);
      quantiles[n] = new double[units[n].length];
      for (int q = 0; q < units[n].length; q++) {
        quantiles[n][q] = shape.outer(from + unit * units[n][q]);
      }
    }
    return quantiles;
  }

  /** Returns the naive forecast with the errors it made in training: {@code [N][Q]}. */
  double[][] naiveQuantiles() {
    int levels = Levels.count();
    float[][] units = new float[shape.horizon()][levels];
    List<Double> errors = settings.errors();
    for (int i = 0; i < errors.size(); i++) {
      units[i / levels][i % levels] = (float) (double) errors.get(i);
    }
    return outer(units);
  }
}
