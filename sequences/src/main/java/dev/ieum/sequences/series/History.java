package dev.ieum.sequences.series;

import java.nio.ByteBuffer;

/**
 * What is known of a series at a moment: its latest values, means, and how large the errors of the
 * naive forecast have been. It is made of values up to that moment alone, so nothing of what comes
 * later can reach a forecast. Not thread-safe.
 */
public final class History {
  private static final double FAST = 0.1;
  private static final double SLOW = 0.01;

  /** Share of the newest in means of everything, so that the distant past is left behind. */
  static final double SLOWEST = 1.0 / 2000;

  private static final double LEAST_SCALE = 0.02; // of the mean size of errors

  private final HistoryShape shape;
  private final double[] ring;
  private long rows;
  private long observed;
  private boolean missing;
  private double first;
  private double innovation;
  private double fast;
  private double slow;
  private double mean;
  private double meanError; // of errors of all rows
  private double error; // likewise, of late ones more
  private double change; // of a season's mean, as of row changeAt
  private long changeAt = -1;

  /** Begins before the first row. */
  public History(HistoryShape shape) {
    this.shape = shape;
    ring = new double[shape.kept()];
  }

  /**
   * Reads a row.
   *
   * @param value as {@link HistoryShape#inner} has it; NaN for a missing one. Rows before the first
   *     value are not counted.
   */
  public void accept(double value) {
    missing = Double.isNaN(value);
    if (missing && rows == 0) {
      return;
    }
    if (rows == 0) {
      first = value;
      fast = value;
      slow = value;
    }
    double kept = missing ? back(0) : value;
    innovation = 0;
    if (!missing) {
      if (rows > 0) {
        double off = value - naive(shape.naive(), 1);
        innovation = off / scale();
        errors(Math.abs(off));
      }
      observed++;
      fast += Math.max(1.0 / observed, FAST) * (value - fast);
      slow += Math.max(1.0 / observed, SLOW) * (value - slow);
      mean += Math.max(1.0 / observed, SLOWEST) * (value - mean);
    }
    ring[(int) (rows++ % ring.length)] = kept;
  }

  private void errors(double size) {
    meanError += Math.max(1.0 / observed, SLOWEST) * (size - meanError);
    error += Math.max(1.0 / observed, shape.decay()) * (size - error);
  }

  /** Returns how many values were read. */
  public long observed() {
    return observed;
  }

  /** Returns the unit of forecasts: how large errors have been. */
  public double scale() {
    double usual = observed < 2 ? shape.scale() : meanError;
    double least = LEAST_SCALE * Math.max(usual, 1e-3 * shape.scale());
    return Math.max(observed < 2 ? usual : error, Math.max(least, 1e-12));
  }

  /** Returns the latest value, or one some rows before; the oldest kept, if that is before it. */
  private double back(long rowsAgo) {
    long row = rows - 1 - Math.min(rowsAgo, Math.min(rows, ring.length) - 1);
    return ring[(int) (row % ring.length)];
  }

  /**
   * Returns a naive forecast; a seasonal one is the last value until there is a season.
   *
   * @param ahead 1 for the next row
   */
  public double naive(Naive kind, int ahead) {
    return switch (kind) {
      case LAST -> back(0);
      case MEAN -> mean;
      case DRIFT -> back(0) + (rows < 2 ? 0 : ahead * (back(0) - first) / (rows - 1));
      case SEASONAL -> seasonAgo(ahead);
      case SEASONAL_DRIFT -> {
        int seasons = (ahead + shape.season() - 1) / Math.max(1, shape.season());
        yield seasonAgo(ahead) + seasons * change();
      }
    };
  }

  private double seasonAgo(int ahead) {
    int season = shape.season();
    return season == 0 || rows < season ? back(0) : back(season - 1 - (ahead - 1) % season);
  }

  /** Returns the change of a season's mean. */
  private double change() {
    int season = shape.season();
    if (rows < 2L * season || changeAt == rows) {
      return rows < 2L * season ? 0 : change;
    }
    double sum = 0;
    for (int k = 0; k < season; k++) {
      sum += back(k) - back(k + season);
    }
    changeAt = rows;
    change = sum / season;
    return change;
  }

  /**
   * Writes what the network sees, {@link HistoryShape#width} numbers from {@code at} on: whether
   * the value is missing, the size of errors, the level, the latest error and its size, three
   * means, that of training, earlier values and those of a season ago; all but the first three as
   * distances from the latest value in units of {@link #scale}.
   */
  public void write(float[] to, int at) {
    double now = back(0);
    double unit = 1 / scale();
    int i = at;
    to[i++] = missing ? 1 : 0;
    to[i++] = observed < 2 ? 0 : (float) Math.log(scale() / Math.max(meanError, 1e-3 * scale()));
    double level = (now - shape.mean()) / shape.deviation();
    to[i++] = shape.level() ? (float) (Math.signum(level) * Math.log1p(Math.abs(level))) : 0;
    to[i++] = (float) innovation;
    to[i++] = (float) Math.abs(innovation);
    to[i++] = (float) ((fast - now) * unit);
    to[i++] = (float) ((slow - now) * unit);
    to[i++] = (float) ((mean - now) * unit);
    if (shape.reverting()) {
      to[i++] = (float) ((shape.mean() - now) * unit);
    }
    for (int k = 1; k < shape.lags(); k++) {
      to[i++] = (float) ((back(k) - now) * unit);
    }
    for (int ahead = 1; ahead <= shape.seasonal(); ahead++) {
      to[i++] = (float) ((seasonAgo(ahead) - now) * unit);
    }
  }

  /** Returns how many bytes {@link #save} writes. */
  public int bytes() {
    return 17 + 8 * (7 + ring.length);
  }

  /** Writes all of it. */
  public void save(ByteBuffer to) {
    to.putLong(rows).putLong(observed).put((byte) (missing ? 1 : 0));
    for (double number : new double[] {first, innovation, fast, slow, mean, meanError, error}) {
      to.putDouble(number);
    }
    for (double value : ring) {
      to.putDouble(value);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(ByteBuffer from) {
    rows = from.getLong();
    observed = from.getLong();
    missing = from.get() != 0;
    first = from.getDouble();
    innovation = from.getDouble();
    fast = from.getDouble();
    slow = from.getDouble();
    mean = from.getDouble();
    meanError = from.getDouble();
    error = from.getDouble();
    for (int i = 0; i < ring.length; i++) {
      ring[i] = from.getDouble();
    }
  }
}
