package dev.ieum.sequences.series;

import java.util.List;

/**
 * A series as its file has it, in the order of time; steps that the file leaves out are rows
 * without values. Arrays are not copied; do not change them.
 *
 * @param key whose series it is; empty where a file has one
 * @param times of the rows
 * @param target NaN where nothing was measured
 * @param cells of the columns past and known, {@code [columns][rows]}; null in rows filled in
 * @param file whose rows they are
 * @param lines where each row stands in it; 0 for rows filled in
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record Series(
    String key, double[] times, double[] target, List<String[]> cells, String file, long[] lines) {

  /** Returns how many rows there are. */
  public int length() {
    return target.length;
  }

  /** Returns the number of the last row with a target, plus one. */
  public int observed() {
    int end = target.length;
    while (end > 0 && Double.isNaN(target[end - 1])) {
      end--;
    }
    return end;
  }

  /** Returns the first row at or after a time. */
  public int rowAt(double time) {
    int row = 0;
    while (row < times.length && times[row] < time) {
      row++;
    }
    return row;
  }
}
