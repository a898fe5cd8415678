package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A stack of bidirectional recurrent layers in which padding never changes a result.
 *
 * <p>The engine has no packed sequences, and a backward pass over a right-padded batch would read
 * the padding first. So the backward half reads each sequence turned round within its own length
 * and its states are turned back. Final states are those of the last real position (forward) and of
 * the first (backward). Translation and sentiment share this class.
 */
public final class RecurrentEncoder {
  private final List<RecurrentLayer> forward = new ArrayList<>();
  private final List<RecurrentLayer> backward = new ArrayList<>();
  private final int hiddenSize;

  /**
   * What the encoder knows of a batch.
   *
   * @param states {@code [B, S, 2H]}; whatever stands at padded positions means nothing
   * @param last {@code [B, 2H]}, final states of the top layer
   */
  public record Encoded(NDArray states, NDArray last) {}

  /**
   * Declares {@code layers} layers under {@code name}.
   *
   * @param hiddenSize H, of each direction
   */
  public RecurrentEncoder(
      ParameterStore store, String name, CellType cell, int inputSize, int hiddenSize, int layers) {
    this.hiddenSize = hiddenSize;
    for (int i = 0; i < layers; i++) {
      int width = i == 0 ? inputSize : 2 * hiddenSize;
      String layer = name + "." + i;
      forward.add(new RecurrentLayer(store, layer + ".forward", cell, width, hiddenSize));
      backward.add(new RecurrentLayer(store, layer + ".backward", cell, width, hiddenSize));
    }
  }

  /** Returns 2H, the width of a state. */
  public int outputSize() {
    return 2 * hiddenSize;
  }

  /**
   * Encodes a batch.
   *
   * @param x {@code [B, S, I]}, the embedded ids of {@code batch}
   * @param layerDropout rate of locked dropout between layers
   * @param recurrentDropout rate of dropout of hidden units in the recurrence
   */
  public Encoded encode(
      NDArray x,
      SequenceBatch batch,
      double layerDropout,
      double recurrentDropout,
      Dropout dropout) {
    NDArray states = x;
    NDArray last = null;
    for (int i = 0; i < forward.size(); i++) {
      if (i > 0) {
        states = dropout.locked(states, layerDropout);
      }
      RecurrentLayer f = forward.get(i);
      RecurrentLayer b = backward.get(i);
      RecurrentState zero = f.zeroState(x.getManager(), batch.size());
      NDArray right = f.forward(states, zero, recurrentDropout, dropout).states();
      NDArray left =
          batch.reverse(b.forward(batch.reverse(states), zero, recurrentDropout, dropout).states());
      states = right.concat(left, 2); // (B, S, 2H)
      last = batch.last(right).concat(batch.first(left), 1); // (B, 2H)
    }
    return new Encoded(states, last);
  }
}
