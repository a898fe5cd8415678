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
final class RecurrentEncoder implements Encoder {
  private final List<RecurrentLayer> forward = new ArrayList<>();
  private final List<RecurrentLayer> backward = new ArrayList<>();

  /** Declares the layers. */
  RecurrentEncoder(ParameterStore store, EncoderShape shape) {
    for (int i = 0; i < shape.layers(); i++) {
      forward.add(new RecurrentLayer(store, shape.forward(i), shape.cell()));
      backward.add(new RecurrentLayer(store, shape.backward(i), shape.cell()));
    }
  }

  @Override
  public Encoded encode(NDArray x, SequenceBatch batch, Rates rates, Dropout dropout) {
    NDArray states = x;
    NDArray last = null;
    for (int i = 0; i < forward.size(); i++) {
      if (i > 0) {
        states = dropout.locked(states, rates.layer());
      }
      RecurrentLayer f = forward.get(i);
      RecurrentLayer b = backward.get(i);
      RecurrentLayer.State zero = f.zeroState(x.getManager(), batch.size());
      NDArray right = f.forward(states, zero, rates.recurrent(), dropout);
      NDArray left =
          batch.reverse(b.forward(batch.reverse(states), zero, rates.recurrent(), dropout));
      states = right.concat(left, 2); // (B, S, 2H)
      last = batch.last(right).concat(batch.first(left), 1); // (B, 2H)
    }
    return new Encoded(states, last);
  }
}
