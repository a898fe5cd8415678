package dev.ieum.sequences.series;

import dev.ieum.core.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Chooses, on the training part alone, how series are looked at: by logarithms or not, the season,
 * the naive forecast that the network learns the difference from, and how fast the size of its
 * errors changes. Stateless.
 */
public final class SeriesFit {
  private static final int LONGEST = 20_000; // values of a series that are looked at, the last ones
  private static final int LONGEST_SEASON = 400; // that is searched for
  private static final double CLEAR = 0.3; // correlation that shows a season
  private static final double WORTH = 1.1; // of the error without one, that a season may have
  private static final double[] DECAYS = {History.SLOWEST, 1.0 / 256, 1.0 / 64, 1.0 / 32, 1.0 / 16};
  private static final double CLEARLY_LIKELIER = 0.01; // nats per value
  private static final double TREND = 0.5; // deviations between the halves
  private static final int ROWS_A_LAG = 50;
  private static final int MOST_LAGS = 24;
  private static final int FEWEST_LAGS = 3;

  /** Whether values are seen by their logarithms. */
  public enum Scale {
    /** By their logarithms where changes grow with the values. */
    AUTO,
    LINEAR,
    LOG
  }

  private SeriesFit() {}

  /**
   * What a user has chosen.
   *
   * @param season rows; 0 for none; empty: search
   * @param naive empty: the best
   * @param lags 0: by the length of the series
   */
  public record Wishes(
      int horizon, Optional<Integer> season, Optional<Naive> naive, Scale scale, int lags) {}

  /**
   * Chooses.
   *
   * @param train values of each series, NaN for missing ones; at least one value in all
   * @param step from row to row
   * @param cycles of the calendar that the series show
   */
  public static HistoryShape fit(
      List<double[]> train, Wishes wishes, TimeStep step, List<Cycle> cycles) {
    boolean log =
        switch (wishes.scale()) {
          case LINEAR -> false;
          case LOG -> true;
          case AUTO -> growsWithLevel(train);
        };
    List<double[]> inner = train.stream().map(values -> inner(values, log)).toList();
    int longest = inner.stream().mapToInt(values -> values.length).max().orElseThrow();
    int lags =
        wishes.lags() > 0
            ? wishes.lags()
            : Math.max(FEWEST_LAGS, Math.min(MOST_LAGS, total(inner) / ROWS_A_LAG));
    double[] moments = moments(inner);
    boolean level = !trends(inner, moments[1]);
    HistoryShape shape =
        new HistoryShape(
            Naive.LAST,
            0,
            wishes.horizon(),
            lags,
            0,
            log,
            level,
            level,
            moments[0],
            moments[1],
            moments[1]);
    int season = wishes.season().orElseGet(() -> season(inner, shape, step, cycles, longest));
    HistoryShape best = withBest(shape, season, inner, wishes.naive());
    return withDecay(withScale(best, inner), inner);
  }

  /** The last values, as the network sees them. */
  private static double[] inner(double[] values, boolean log) {
    double[] last = Arrays.copyOfRange(values, Math.max(0, values.length - LONGEST), values.length);
    for (int i = 0; log && i < last.length; i++) {
      last[i] = last[i] > 0 ? Math.log(last[i]) : Double.NaN;
    }
    return last;
  }

  private static int total(List<double[]> all) {
    return all.stream().mapToInt(values -> values.length).sum();
  }

  /**
   * All values are above 0, and large ones change more: by the slope of a line through logarithms.
   */
  private static boolean growsWithLevel(List<double[]> train) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (double[] values : train) {
      for (int t = Math.max(1, values.length - LONGEST); t < values.length; t++) {
        if (values[t] <= 0 || values[t - 1] <= 0) {
          return false;
        }
        double change = Math.abs(values[t] - values[t - 1]);
        if (change > 0) { // also false where one is missing
          double level = Math.log(values[t - 1]);
          double size = Math.log(change);
          n++;
          x += level;
          y += size;
          xx += level * level;
          xy += level * size;
        }
      }
    }
    double variance = xx - x * x / Math.max(1, n);
    double slope = variance > 1e-9 ? (xy - x * y / n) / variance : 0;
    return n >= 30 && slope > 0.5;
  }

  /** Returns mean and deviation of all values. */
  private static double[] moments(List<double[]> all) {
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (double[] values : all) {
      for (double value : values) {
        if (!Double.isNaN(value)) {
          n++;
          sum += value;
          squares += value * value;
        }
      }
    }
    double mean = sum / n;
    double variance = squares / n - mean * mean;
    return new double[] {mean, variance > 1e-18 * squares / n ? Math.sqrt(variance) : 1};
  }

  private static boolean trends(List<double[]> all, double deviation) {
    double apart = 0;
    int counted = 0;
    for (double[] values : all) {
      int half = values.length / 2;
      double[] early = moments(List.of(Arrays.copyOf(values, half)));
      double[] late = moments(List.of(Arrays.copyOfRange(values, half, values.length)));
      if (!Double.isNaN(early[0]) && !Double.isNaN(late[0])) {
        apart += Math.abs(late[0] - early[0]);
        counted++;
      }
    }
    return counted > 0 && apart / counted > TREND * deviation;
  }

  /** Returns the season whose naive forecast is good enough, the best if several are; else 0. */
  private static int season(
      List<double[]> inner, HistoryShape shape, TimeStep step, List<Cycle> cycles, int longest) {
    TreeSet<Integer> candidates = new TreeSet<>();
    cycles.forEach(cycle -> candidates.add(cycle.steps(step)));
    inner.stream()
        .max(java.util.Comparator.comparingInt(values -> values.length))
        .ifPresent(values -> candidates.add(correlated(values)));
    double most = WORTH * Math.min(error(shape, inner), error(with(shape, Naive.MEAN, 0), inner));
    int best = 0;
    for (int season : candidates) {
      if (season > 1 && longest >= 3 * season) {
        double error = error(with(shape, Naive.SEASONAL, season), inner);
        if (error < most) {
          most = error;
          best = season;
        }
      }
    }
    return best;
  }

  /** Returns the distance at which changes resemble each other most, if they do clearly; else 0. */
  private static int correlated(double[] values) {
    List<Double> changes = new ArrayList<>();
    for (int t = Math.max(1, values.length - 5_000); t < values.length; t++) {
      double change = values[t] - values[t - 1];
      changes.add(Double.isNaN(change) ? 0 : change);
    }
    double mean = changes.stream().mapToDouble(c -> c).average().orElse(0);
    double variance = changes.stream().mapToDouble(c -> (c - mean) * (c - mean)).sum();
    int best = 0;
    double most = CLEAR;
    for (int lag = 3; lag <= Math.min(LONGEST_SEASON, changes.size() / 3); lag++) {
      double product = 0;
      for (int t = lag; t < changes.size(); t++) {
        product += (changes.get(t) - mean) * (changes.get(t - lag) - mean);
      }
      double correlation = product / variance * changes.size() / (changes.size() - lag);
      if (correlation > most + 0.05) { // a multiple of a season is no better
        most = correlation;
        best = lag;
      }
    }
    return best;
  }

  private static HistoryShape withBest(
      HistoryShape shape, int season, List<double[]> inner, Optional<Naive> wanted) {
    HistoryShape best = with(shape, wanted.orElse(Naive.LAST), season);
    double least = Double.POSITIVE_INFINITY;
    for (Naive kind : Naive.values()) {
      if (wanted.isEmpty() && (!kind.seasonal() || season > 0)) {
        HistoryShape candidate = with(shape, kind, season);
        double error = error(candidate, inner);
        if (error < 0.99 * least) { // the simplest of equals
          least = error;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** Returns the mean absolute error of the naive forecast over near, middle and far rows. */
  private static double error(HistoryShape shape, List<double[]> inner) {
    int[] ahead = {1, (shape.horizon() + 1) / 2, shape.horizon()};
    double sum = 0;
    long count = 0;
    for (double[] values : inner) {
      History history = new History(shape);
      for (int t = 0; t + shape.horizon() < values.length; t++) {
        history.accept(values[t]);
        if (history.observed() < 2 || t < Math.min(shape.season(), values.length / 2)) {
          continue;
        }
        for (int n : ahead) {
          double off = Math.abs(values[t + n] - history.naive(shape.naive(), n));
          if (!Double.isNaN(off)) {
            sum += off;
            count++;
          }
        }
      }
    }
    return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
  }

  /** Returns the shape with the mean size of its errors one row ahead. */
  private static HistoryShape withScale(HistoryShape shape, List<double[]> inner) {
    double sum = 0;
    long count = 0;
    for (double[] values : inner) {
      History history = new History(shape);
      for (double value : values) {
        if (history.observed() > 0 && !Double.isNaN(value)) {
          sum += Math.abs(value - history.naive(shape.naive(), 1));
          count++;
        }
        history.accept(value);
      }
    }
    double scale = count > 0 && sum > 0 ? sum / count : shape.deviation();
    return Settings.with(shape, Map.of("scale", scale));
  }

  /**
   * Takes the decay under which the errors are likeliest, were they Laplace's; the slowest unless
   * that is clearly better. The unit of forecasts then moves with the size of errors, and what does
   * not, such as the calendar, is only roughly a linear map in such units.
   */
  private static HistoryShape withDecay(HistoryShape shape, List<double[]> inner) {
    HistoryShape best = shape;
    double least = Double.POSITIVE_INFINITY;
    for (double decay : DECAYS) {
      HistoryShape candidate = Settings.with(shape, Map.of("decay", decay));
      double sum = 0;
      long count = 0;
      for (double[] values : inner) {
        History history = new History(candidate);
        for (double value : values) {
          if (history.observed() > 8 && !Double.isNaN(value)) {
            double off = Math.abs(value - history.naive(shape.naive(), 1));
            sum += Math.log(history.scale()) + off / history.scale();
            count++;
          }
          history.accept(value);
        }
      }
      double penalized = sum + (decay == History.SLOWEST ? 0 : CLEARLY_LIKELIER * count);
      if (penalized < least) {
        least = penalized;
        best = candidate;
      }
    }
    return best;
  }

  private static HistoryShape with(HistoryShape shape, Naive naive, int season) {
    return Settings.with(shape, Map.of("naive", naive, "season", season));
  }

  /** Returns the mean absolute change over a season, or a row if there is none; above 0. */
  public static double change(List<double[]> train, int season) {
    double sum = 0;
    long count = 0;
    for (double[] values : train) {
      for (int t = Math.max(1, season); t < values.length; t++) {
        double change = Math.abs(values[t] - values[t - Math.max(1, season)]);
        if (!Double.isNaN(change)) {
          sum += change;
          count++;
        }
      }
    }
    return count > 0 && sum > 0 ? sum / count : 1;
  }

  /** Returns the codes of the columns past and known, and the cycles, of training rows. */
  public static RowCode code(SeriesTable table, List<Cycle> cycles, List<Series> train) {
    List<ColumnCode> codes = new ArrayList<>();
    List<String> names = new ArrayList<>(table.columns().past());
    names.addAll(table.columns().known());
    for (int c = 0; c < names.size(); c++) {
      List<String> cells = new ArrayList<>();
      for (Series series : train) {
        cells.addAll(Arrays.asList(series.cells().get(c)));
      }
      codes.add(ColumnCode.of(names.get(c), cells, table.decimalComma()));
    }
    int past = table.columns().past().size();
    return new RowCode(
        cycles, codes.subList(0, past), codes.subList(past, codes.size()), List.of());
  }
}
