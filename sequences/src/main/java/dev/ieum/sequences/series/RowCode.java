package dev.ieum.sequences.series;

import java.util.List;

/**
 * How a row becomes the numbers that a network reads: what its history says, the columns known up
 * to now, and of the next row the calendar and the columns known ahead. Immutable.
 *
 * @param cycles of the calendar
 * @param past columns known up to the present row
 * @param known columns known ahead
 * @param units what each number of the history is divided by
 */
public record RowCode(
    List<Cycle> cycles, List<ColumnCode> past, List<ColumnCode> known, List<Double> units) {
  private static final float LARGEST = 6; // units; larger numbers say no more

  public RowCode {
    cycles = List.copyOf(cycles);
    past = List.copyOf(past);
    known = List.copyOf(known);
    units = List.copyOf(units);
  }

  /** Returns how many numbers a row becomes. */
  public int width(HistoryShape history) {
    return history.width()
        + past.stream().mapToInt(ColumnCode::width).sum()
        + cycles.stream().mapToInt(Cycle::width).sum()
        + knownWidth();
  }

  /** Returns how many numbers the columns known ahead become. */
  public int knownWidth() {
    return known.stream().mapToInt(ColumnCode::width).sum();
  }

  /**
   * Returns the numbers of a row.
   *
   * @param history up to it
   * @param cells of the columns past of this row
   * @param nextTime of the next row
   * @param nextCells of the columns known of the next row; null cells are missing
   * @throws RuntimeException of {@link Cells#wrong} when a cell is no number and its column had
   *     nothing else
   */
  public float[] row(
      History history, HistoryShape shape, Cells cells, double nextTime, Cells nextCells) {
    float[] row = new float[width(shape)];
    history.write(row, 0);
    for (int i = 0; i < shape.width(); i++) {
      row[i] = Math.max(-LARGEST, Math.min(LARGEST, (float) (row[i] / units.get(i))));
    }
    int at = shape.width();
    for (int c = 0; c < past.size(); c++) {
      past.get(c).write(cells, c, row, at);
      at += past.get(c).width();
    }
    for (Cycle cycle : cycles) {
      cycle.write(nextTime, row, at);
      at += cycle.width();
    }
    writeKnown(nextCells, row, at);
    return row;
  }

  /**
   * Checks the cells of a row before anything is changed by it.
   *
   * @throws RuntimeException as {@link #row} does
   */
  public void check(Cells cells) {
    for (int c = 0; c < past.size(); c++) {
      past.get(c).check(cells, c);
    }
    checkKnown(cells);
  }

  /** Checks the cells of the columns known ahead, as {@link #check} does. */
  public void checkKnown(Cells cells) {
    for (int c = 0; c < known.size(); c++) {
      known.get(c).check(cells, past.size() + c);
    }
  }

  /** Writes the columns known ahead of a row from {@code at} on. */
  public void writeKnown(Cells cells, float[] to, int at) {
    int next = at;
    for (int c = 0; c < known.size(); c++) {
      known.get(c).write(cells, past.size() + c, to, next);
      next += known.get(c).width();
    }
  }
}
