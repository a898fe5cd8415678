package dev.ieum.sequences.model;

import ai.djl.ndarray.NDArray;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.RecurrentLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers in training, read from left to right; from the second on, each adds to what it
 * reads. Thread-safe once made, as long as nobody trains it.
 */
final class RecurrentStack {
  private final List<RecurrentLayer> layers = new ArrayList<>();

  /** Declares layers, the lowest first. */
  RecurrentStack(ParameterStore store, List<ParameterList> parameters, CellType cell) {
    parameters.forEach(of -> layers.add(new RecurrentLayer(store, of, cell)));
  }

  /**
   * Reads sequences.
   *
   * @param x {@code [B, T, I]}
   * @param between locked dropout between layers
   * @param recurrent dropout of hidden units in the recurrence
   * @return what the uppermost layer makes of them, {@code [B, T, H]}
   */
  NDArray read(NDArray x, double between, double recurrent, Dropout dropout) {
    NDArray states = x;
    for (int i = 0; i < layers.size(); i++) {
      RecurrentLayer layer = layers.get(i);
      NDArray below = i == 0 ? states : dropout.locked(states, between);
      NDArray above =
          layer.forward(
              below, layer.zeroState(x.getManager(), x.getShape().get(0)), recurrent, dropout);
      states = i == 0 ? above : states.add(above);
    }
    return states;
  }
}
