package dev.ieum.core.inference;

/** A linear map without bias: multiplies rows by a matrix of weights. Thread-safe. */
public interface Linear {
  /** Returns how many numbers a row of x has. */
  int inputs();

  /** Returns how many numbers a row of y has. */
  int outputs();

  /** Returns the map to some of the outputs, in the order named. */
  Linear select(int[] chosen);

  /**
   * Adds {@code x W^T} to y, row by row; what is added to a row has the same bits whatever rows
   * stand beside it.
   *
   * @param x {@code rows} rows of {@link #inputs()} numbers or more, of which the first are read;
   *     the same array may stand in several places
   * @param y {@code rows} different arrays of {@link #outputs()} numbers or more
   */
  void accumulate(float[][] x, int rows, float[][] y);
}
