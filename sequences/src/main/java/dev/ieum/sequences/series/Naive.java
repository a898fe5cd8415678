package dev.ieum.sequences.series;

/** Forecasts that need no training: what every other has to beat. */
public enum Naive {
  /** The last value stays. */
  LAST("last value"),
  /** The mean of all values so far; of long series, of the last few thousand. */
  MEAN("mean"),
  /** The mean change from row to row goes on. */
  DRIFT("drift"),
  /** The same as a season ago. */
  SEASONAL("seasonal"),
  /** The same as a season ago, and the change of the last season's mean from the one before. */
  SEASONAL_DRIFT("seasonal with drift");

  private final String title;

  Naive(String title) {
    this.title = title;
  }

  /** Returns what tables call it. */
  public String title() {
    return title;
  }

  /** Says whether it needs a season. */
  public boolean seasonal() {
    return this == SEASONAL || this == SEASONAL_DRIFT;
  }
}
