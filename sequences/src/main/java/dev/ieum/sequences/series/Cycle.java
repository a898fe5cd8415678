package dev.ieum.sequences.series;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Cycles of the calendar, as sines and cosines of the first multiples of their frequency
 * (harmonics).
 */
public enum Cycle {
  /** The hour of the day. */
  DAY(TimeStep.DAY, 3),
  /** The day of the week. */
  WEEK(7 * TimeStep.DAY, 3),
  /** The day of the year. */
  YEAR(365.2425 * TimeStep.DAY, 2);

  private final double seconds;
  private final int harmonics;

  Cycle(double seconds, int harmonics) {
    this.seconds = seconds;
    this.harmonics = harmonics;
  }

  /** Returns the cycles that rows of a step can show and that a span of seconds holds twice. */
  public static List<Cycle> of(TimeStep step, double span) {
    List<Cycle> cycles = new ArrayList<>();
    for (Cycle cycle : values()) {
      if (step.seconds() > 0
          && step.seconds() * 2 < cycle.seconds
          && span >= 1.9 * cycle.seconds
          && !(cycle == WEEK && step.unit() == TimeStep.Unit.MONTHS)) {
        cycles.add(cycle);
      }
    }
    return cycles;
  }

  /** Returns how many steps a cycle has, if it is a whole number from 2 on; else 0. */
  int steps(TimeStep step) {
    double steps =
        switch (step.unit()) {
          case MONTHS -> this == YEAR ? 12 / step.size() : 0;
          case WEEKDAYS -> this == WEEK ? 5 : this == YEAR ? 261 : 0;
          case SECONDS -> Math.floor(seconds / step.size() + 1e-9);
          case ROWS, NUMBERS -> 0;
        };
    return steps >= 2 && steps <= 20_000 ? (int) steps : 0;
  }

  /** Returns how many numbers {@link #write} writes. */
  int width() {
    return 2 * harmonics;
  }

  /** Writes the harmonics of a time from {@code at} on. */
  void write(double time, float[] to, int at) {
    double phase;
    if (this == YEAR) {
      LocalDateTime date = TimeFormat.date(time);
      double day = date.getDayOfYear() - 1 + date.toLocalTime().toSecondOfDay() / TimeStep.DAY;
      phase = day / (date.toLocalDate().isLeapYear() ? 366 : 365);
    } else {
      phase = time / seconds;
    }
    for (int k = 1; k <= harmonics; k++) {
      to[at + 2 * k - 2] = (float) Math.sin(2 * Math.PI * k * phase);
      to[at + 2 * k - 1] = (float) Math.cos(2 * Math.PI * k * phase);
    }
  }
}
