package dev.ieum.sequences.train;

import dev.ieum.sequences.model.ForecastNetwork.Window;
import dev.ieum.sequences.series.Cells;
import dev.ieum.sequences.series.History;
import dev.ieum.sequences.series.HistoryShape;
import dev.ieum.sequences.series.RowCode;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.TimeStep;
import java.util.Arrays;
import java.util.List;

/**
 * A series as a network learns from it. Immutable.
 *
 * @param rows {@code [T][D]}; null before the first value
 * @param targets {@code [T][N]} what came after each row, in units of scale and spread; NaN where
 *     it is missing, or belongs to another part
 * @param ahead {@code [T][K]} what is known of the rows after it
 * @param weight {@code [T]} the size of errors at the time, against its mean
 * @param begin the first row that is learned from
 * @param end after the last one
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record SeriesPart(
    float[][] rows, float[][] targets, float[][] ahead, float[] weight, int begin, int end) {
  private static final float MOST_WEIGHT = 10;
  private static final int WARM_UP = 8; // rows after which the size of errors is known

  /** How series become parts: all that does not depend on the series. */
  record Maker(HistoryShape shape, TimeStep step, RowCode code, boolean decimalComma) {

    /**
     * Makes a part.
     *
     * @param from the first row whose value may be predicted
     * @param to after the last one
     * @param spreads of errors by distance
     */
    SeriesPart part(Series series, int from, int to, List<Double> spreads) {
      int length = series.length();
      float[][] rows = new float[length][];
      float[][] targets = new float[length][];
      float[][] ahead = new float[length][];
      float[] weight = new float[length];
      History history = new History(shape);
      double sum = 0;
      int count = 0;
      for (int t = 0; t < to; t++) {
        history.accept(shape.inner(series.target()[t]));
        if (history.observed() == 0) {
          continue;
        }
        double next = t + 1 < length ? series.times()[t + 1] : step.advance(series.times()[t], 1);
        rows[t] =
            code.row(
                history,
                shape,
                Cells.of(series, t, decimalComma),
                next,
                Cells.of(series, t + 1, decimalComma));
        ahead[t] = new float[shape.horizon() * code.knownWidth()];
        targets[t] = new float[shape.horizon()];
        weight[t] = (float) history.scale();
        sum += history.scale();
        count++;
        for (int n = 0; n < shape.horizon(); n++) {
          int row = t + 1 + n;
          boolean inside = row >= from && row < to;
          double value = inside ? shape.inner(series.target()[row]) : Double.NaN;
          double unit = history.scale() * spreads.get(n);
          targets[t][n] = (float) ((value - history.naive(shape.naive(), n + 1)) / unit);
          code.writeKnown(Cells.of(series, row, decimalComma), ahead[t], n * code.knownWidth());
        }
      }
      for (int t = 0; t < length; t++) {
        weight[t] = (float) Math.min(MOST_WEIGHT, weight[t] / Math.max(1e-30, sum / count));
      }
      int begin = Math.max(0, from - 1);
      int first = 0;
      while (first < to && rows[first] == null) {
        first++;
      }
      begin = Math.max(begin, first + Math.min(WARM_UP, (to - first) / 4));
      return new SeriesPart(rows, targets, ahead, weight, begin, Math.max(begin, to - 1));
    }
  }

  /** Returns whether anything is known of what came after a row. */
  boolean scored(int t) {
    if (rows[t] == null) {
      return false;
    }
    for (float target : targets[t]) {
      if (!Float.isNaN(target)) {
        return true;
      }
    }
    return false;
  }

  /** Returns rows {@code from} to {@code to} with forecasts to learn from at the rows chosen. */
  Window window(int from, int to, int[] chosen) {
    float[][] aheadOf = new float[chosen.length][];
    float[][] targetsOf = new float[chosen.length][];
    float[] weightOf = new float[chosen.length];
    int[] scored = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      scored[i] = chosen[i] - from;
      aheadOf[i] = ahead[chosen[i]];
      targetsOf[i] = targets[chosen[i]];
      weightOf[i] = weight[chosen[i]];
    }
    return new Window(Arrays.copyOfRange(rows, from, to), scored, aheadOf, targetsOf, weightOf);
  }
}
