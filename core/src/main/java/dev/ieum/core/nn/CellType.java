package dev.ieum.core.nn;

/** The recurrent cells that a network can be made of. */
public enum CellType {
  /** h' = tanh(W x + U h + b) (Elman 1990). */
  RNN(1),
  /** Gated recurrent unit (Cho et al. 2014), reset gate applied after the product. */
  GRU(3),
  /**
   * Long short-term memory with a forget gate (Gers et al. 2000); gates in the order i, f, g, o.
   */
  LSTM(4);

  private final int gates;

  CellType(int gates) {
    this.gates = gates;
  }

  /** Returns how many blocks of H rows the weights have. */
  public int gates() {
    return gates;
  }
}
