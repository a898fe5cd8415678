package dev.ieum.core.inference;

/**
 * States of a recurrent layer, a row for each sequence. Rows are passed on by reference: a beam is
 * reordered by naming other rows, and nothing is copied.
 *
 * @param hidden {@code [rows][H]}
 * @param cell {@code [rows][H]}; unused where cells are not LSTM's
 */
public record CellRows(float[][] hidden, float[][] cell) {
  /** Returns rows of zeros. */
  public static CellRows zeros(int rows, int hiddenSize) {
    return new CellRows(new float[rows][hiddenSize], new float[rows][hiddenSize]);
  }

  /** Returns room for {@code rows} rows that are named later. */
  public static CellRows unnamed(int rows) {
    return new CellRows(new float[rows][], new float[rows][]);
  }

  /** Names row {@code to} after row {@code from} of {@code source}. */
  public void name(int to, CellRows source, int from) {
    hidden[to] = source.hidden[from];
    cell[to] = source.cell[from];
  }
}
