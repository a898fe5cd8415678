package dev.ieum.core.inference;

/** The ways of multiplying that this process can choose from. */
interface MatrixKernel {
  /** Takes weights {@code [inputs][outputs]}, which it may keep. */
  Matrix layOut(float[][] columns, int outputs);

  /** Returns the fastest way here. */
  static MatrixKernel best() {
    return PlainMatrix::new;
  }
}
