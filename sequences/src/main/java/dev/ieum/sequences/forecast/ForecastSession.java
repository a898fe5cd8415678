package dev.ieum.sequences.forecast;

import dev.ieum.sequences.series.Cells;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One series as it comes in: a state that belongs to the caller. Its size does not grow with the
 * rows, and reading them one by one gives the same bits as reading the whole.
 *
 * <p>Not thread-safe; sessions of one model on several threads do not touch each other.
 */
public final class ForecastSession {
  private static final byte VERSION = 2;
  private static final byte BEFORE_AHEAD = 1; // snapshots that do not say what is known ahead
  private static final int MOST_FILLED = 10_000; // rows; a longer gap is as good as no end

  private final Forecaster model;
  private final Reading reading;
  private float[] ahead; // what is known of the next rows
  private double time;
  private long count;

  ForecastSession(Forecaster model, Reading reading) {
    this.model = model;
    this.reading = reading;
    ahead = known(List.of());
  }

  private float[] known(List<? extends Cells> rows) {
    int width = model.settings().row().knownWidth();
    float[] numbers = new float[model.network().shape().ahead()];
    for (int n = 0; n * width < numbers.length; n++) {
      model.settings().row().writeKnown(nextOr(rows, n), numbers, n * width);
    }
    return numbers;
  }

  private static Cells nextOr(List<? extends Cells> rows, int n) {
    return n < rows.size() ? rows.get(n) : Cells.NONE;
  }

  /** Reads the next row of a series without other columns. */
  public void accept(double value) {
    accept(value, Cells.NONE);
  }

  /** Reads the next row; see {@link #accept(double, double, Cells, List)}. */
  public void accept(double value, Cells cells) {
    accept(value, cells, List.of());
  }

  /** Reads the next row; see {@link #accept(double, double, Cells, List)}. */
  public void accept(double value, Cells cells, List<? extends Cells> next) {
    accept(count == 0 ? 1 : model.settings().step().advance(time, 1), value, cells, next);
  }

  /** Reads a row, with nothing known of those after it. */
  public void accept(double time, double value, Cells cells) {
    accept(time, value, cells, List.of());
  }

  /**
   * Reads a row; steps that were left out since the last one are rows without a value.
   *
   * @param time as {@link dev.ieum.sequences.series.TimeFormat#read} gives it
   * @param value NaN for a missing one
   * @param cells of the columns beside the target
   * @param next cells of the rows after it, in which the columns known ahead are read; missing rows
   *     and cells count as unknown
   * @throws IllegalArgumentException when the time is not after the last row's, or a cell is no
   *     number and its column had nothing else
   */
  public void accept(double time, double value, Cells cells, List<? extends Cells> next) {
    if (count > 0 && time <= this.time) {
      throw new IllegalArgumentException(
          "time = %s; allowed: after %s, the row before"
              .formatted(
                  model.settings().time().text(time), model.settings().time().text(this.time)));
    }
    model.settings().row().check(cells);
    next.forEach(model.settings().row()::checkKnown);
    model
        .runtime()
        .call(
            () -> {
              int steps = count == 0 ? 1 : model.settings().step().between(this.time, time);
              for (int k = 1; k < Math.min(steps, MOST_FILLED); k++) {
                double at = model.settings().step().advance(this.time, k);
                read(at, Double.NaN, Cells.NONE, k + 1 == steps ? cells : Cells.NONE);
              }
              read(time, value, cells, nextOr(next, 0));
              return true;
            });
    ahead = known(next);
    this.time = time;
    count++;
  }

  private void read(double at, double value, Cells cells, Cells nextCells) {
    reading.accept(value, cells, model.settings().step().advance(at, 1), nextCells);
  }

  /** Returns how many rows were read, also before {@link Forecaster#restore}. */
  public long count() {
    return count;
  }

  /**
   * Predicts the next rows.
   *
   * @throws IllegalStateException when no value was read yet
   */
  public Forecast forecast() {
    if (!reading.begun()) {
      throw new IllegalStateException("values = 0; read one before");
    }
    return model.runtime().call(() -> model.forecast("", time, reading.quantiles(ahead)));
  }

  /** Says whether a value was read. */
  public boolean begun() {
    return reading.begun();
  }

  /**
   * Returns all that is needed to go on with the series elsewhere: some hundred bytes, eight for
   * each value that is remembered (lags and two seasons), and four for each number of the network's
   * state. It names the model that it belongs to.
   */
  public byte[] snapshot() {
    int numbers = ahead.length + (reading.begun() ? reading.row().length : 0);
    for (int i = 0; i < reading.state.hidden().length; i++) {
      numbers += reading.state.hidden()[i].length + reading.state.cell()[i].length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(26 + reading.history.bytes() + 4 * numbers);
    bytes.put(VERSION).putLong(model.identity()).putLong(count).putDouble(time);
    reading.history.save(bytes);
    bytes.put((byte) (reading.begun() ? 1 : 0));
    if (reading.begun()) {
      put(bytes, reading.row());
    }
    for (int i = 0; i < reading.state.hidden().length; i++) {
      put(bytes, reading.state.hidden()[i]);
      put(bytes, reading.state.cell()[i]);
    }
    put(bytes, ahead);
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, float[] numbers) {
    for (float number : numbers) {
      bytes.putFloat(number);
    }
  }

  static ForecastSession restore(Forecaster model, byte[] snapshot) {
    ByteBuffer bytes = ByteBuffer.wrap(snapshot);
    try {
      byte version = bytes.get();
      if (version != VERSION && version != BEFORE_AHEAD) {
        throw new IllegalArgumentException("snapshot is of a newer version; use a newer ieum");
      }
      if (bytes.getLong() != model.identity()) {
        throw new IllegalArgumentException(
            "snapshot is of another model than %s; begin the series again".formatted(model.name()));
      }
      Reading reading = model.reading();
      ForecastSession session = new ForecastSession(model, reading);
      session.count = bytes.getLong();
      session.time = bytes.getDouble();
      reading.history.load(bytes);
      if (bytes.get() != 0) {
        reading.row(take(bytes, new float[model.network().shape().inputs()]));
      }
      for (int i = 0; i < reading.state.hidden().length; i++) {
        take(bytes, reading.state.hidden()[i]);
        take(bytes, reading.state.cell()[i]);
      }
      if (version == VERSION) {
        take(bytes, session.ahead);
      }
      if (bytes.hasRemaining()) {
        throw damaged();
      }
      return session;
    } catch (BufferUnderflowException e) {
      throw damaged();
    }
  }

  private static float[] take(ByteBuffer bytes, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getFloat();
    }
    return numbers;
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("snapshot is damaged; begin the series again");
  }
}
