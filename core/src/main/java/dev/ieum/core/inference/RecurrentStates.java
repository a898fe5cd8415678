package dev.ieum.core.inference;

/**
 * States of a recurrent layer, a row for each sequence. Rows are passed on by reference, so that
 * reordering a beam copies nothing.
 *
 * @param hidden {@code [rows][H]}
 * @param cell {@code [rows][H]}; unused where cells are not LSTM's
 */
public record RecurrentStates(float[][] hidden, float[][] cell) {
  /** Returns rows of zeros. */
  public static RecurrentStates zeros(int rows, int hiddenSize) {
    return new RecurrentStates(new float[rows][hiddenSize], new float[rows][hiddenSize]);
  }

  /** Returns {@code rows} empty rows, to be filled by {@link #alias}. */
  public static RecurrentStates placeholders(int rows) {
    return new RecurrentStates(new float[rows][], new float[rows][]);
  }

  /** Makes row {@code to} the same row as row {@code from} of {@code source}. */
  public void alias(int to, RecurrentStates source, int from) {
    hidden[to] = source.hidden[from];
    cell[to] = source.cell[from];
  }
}
