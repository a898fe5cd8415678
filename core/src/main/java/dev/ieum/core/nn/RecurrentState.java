package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What a recurrent layer carries from step to step.
 *
 * @param hidden {@code [1, B, H]}
 * @param cell {@code [1, B, H]}; the same array as {@code hidden} for cells that have no memory of
 *     their own
 */
public record RecurrentState(NDArray hidden, NDArray cell) {

  /** Returns the state with {@code change} applied to its arrays. */
  public RecurrentState map(UnaryOperator<NDArray> change) {
    NDArray newHidden = change.apply(hidden);
    return new RecurrentState(newHidden, cell == hidden ? newHidden : change.apply(cell));
  }
}
