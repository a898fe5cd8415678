package dev.ieum.sequences.series;

import dev.ieum.core.config.EnumWords;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The time from a row to the next. Immutable.
 *
 * @param unit what is counted
 * @param size how many of them; of rows 1
 */
public record TimeStep(Unit unit, double size) {

  /** What a step is counted in. */
  public enum Unit {
    /** Rows, whatever lies between them: nothing is filled in. */
    ROWS,
    /** Whatever the numbers of the time column count. */
    NUMBERS,
    SECONDS,
    MONTHS,
    /** Days from Monday to Friday; holidays are not filled in. */
    WEEKDAYS
  }

  /** Rows in order. */
  public static final TimeStep ROW = new TimeStep(Unit.ROWS, 1);

  static final double DAY = 86_400;
  private static final double MOST_FILLED = 0.3; // share of the rows
  private static final double TOLERANCE = 0.05; // of a step

  /** Finds the step of series whose times ascend. */
  static TimeStep of(TimeFormat format, List<double[]> series) {
    if (format.form() == TimeFormat.Form.ROWS) {
      return ROW;
    }
    Map<Double, Integer> counts = new HashMap<>();
    boolean weekend = !format.dated();
    boolean monthly = format.dated();
    for (double[] times : series) {
      for (int t = 1; t < times.length; t++) {
        double days = (times[t] - times[t - 1]) / DAY;
        counts.merge(Math.rint((times[t] - times[t - 1]) * 1e3) / 1e3, 1, Integer::sum);
        monthly = monthly && days >= 27 && sameDay(times[t], times[t - 1]);
      }
      for (double time : times) {
        weekend = weekend || TimeFormat.date(time).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      }
    }
    if (counts.isEmpty()) {
      return ROW;
    }
    if (monthly) {
      return new TimeStep(Unit.MONTHS, commonMonths(series));
    }
    double common =
        counts.entrySet().stream()
            .max(
                Map.Entry.<Double, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    if (common == DAY && !weekend) {
      return new TimeStep(Unit.WEEKDAYS, 1);
    }
    TimeStep step = new TimeStep(format.dated() ? Unit.SECONDS : Unit.NUMBERS, common);
    return step.isRegular(series) ? step : ROW;
  }

  private static boolean sameDay(double a, double b) {
    return TimeFormat.date(a).getDayOfMonth() == TimeFormat.date(b).getDayOfMonth();
  }

  private static double commonMonths(List<double[]> series) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] times : series) {
      for (int t = 1; t < times.length; t++) {
        least = Math.min(least, months(times[t]) - months(times[t - 1]));
      }
    }
    return least;
  }

  private static double months(double time) {
    LocalDateTime date = TimeFormat.date(time);
    return 12.0 * date.getYear() + date.getMonthValue();
  }

  private boolean isRegular(List<double[]> series) {
    long rows = 0;
    double filled = 0;
    for (double[] times : series) {
      rows += times.length;
      for (int t = 1; t < times.length; t++) {
        double steps = (times[t] - times[t - 1]) / size;
        if (steps < 0.5 || Math.abs(steps - Math.rint(steps)) > TOLERANCE * Math.max(1, steps)) {
          return false;
        }
        filled += Math.rint(steps) - 1;
      }
    }
    return filled <= MOST_FILLED * rows;
  }

  /** Returns how many steps lie between two times: 1 for neighbours. */
  public int between(double from, double to) {
    double steps =
        switch (unit) {
          case ROWS, WEEKDAYS -> 1;
          case NUMBERS, SECONDS -> Math.rint((to - from) / size);
          case MONTHS -> Math.rint((months(to) - months(from)) / size);
        };
    return (int) Math.max(1, Math.min(1_000_000, steps));
  }

  /** Returns the time some steps later. */
  public double advance(double time, int steps) {
    return switch (unit) {
      case ROWS -> time + steps;
      case NUMBERS, SECONDS -> time + steps * size;
      case MONTHS ->
          TimeFormat.date(time).plusMonths(Math.round(steps * size)).toEpochSecond(ZoneOffset.UTC);
      case WEEKDAYS -> {
        LocalDateTime date = TimeFormat.date(time);
        for (int left = steps; left > 0; ) {
          date = date.plusDays(1);
          left -= date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 ? 1 : 0;
        }
        yield date.toEpochSecond(ZoneOffset.UTC);
      }
    };
  }

  /** Returns it in words, such as {@code 3600 seconds}. */
  public String text() {
    String words = EnumWords.of(unit);
    return unit == Unit.ROWS || unit == Unit.WEEKDAYS
        ? words
        : BigDecimal.valueOf(size).stripTrailingZeros().toPlainString() + " " + words;
  }

  /** Returns the length of a step in seconds, roughly; 0 off the calendar. */
  double seconds() {
    return switch (unit) {
      case ROWS, NUMBERS -> 0;
      case SECONDS -> size;
      case MONTHS -> 30.4 * DAY * size;
      case WEEKDAYS -> DAY;
    };
  }
}
