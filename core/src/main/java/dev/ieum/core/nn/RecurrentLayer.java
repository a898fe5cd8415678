package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;

/**
 * One recurrent layer, read from left to right by the engine's fused kernel.
 *
 * <p>It does not know about padding: padding to the right of a sequence never affects its real
 * positions, and callers that need the last real state select it by length.
 */
public final class RecurrentLayer {
  private final CellType cell;
  private final NDArray inputWeights; // (gates * H, I)
  private final NDArray hiddenWeights; // (gates * H, H)
  private final NDArray inputBias; // (gates * H)
  private final NDArray hiddenBias; // (gates * H)

  /**
   * What a layer carries from step to step.
   *
   * @param hidden {@code [1, B, H]}
   * @param cell {@code [1, B, H]}; the same array as {@code hidden} for cells that have no memory
   *     of their own
   */
  public record State(NDArray hidden, NDArray cell) {}

  /**
   * Declares a layer.
   *
   * @param parameters of {@link ParameterList#recurrent}
   */
  public RecurrentLayer(ParameterStore store, ParameterList parameters, CellType cell) {
    this.cell = cell;
    NDArray[] p = store.declare(parameters);
    inputWeights = p[0];
    hiddenWeights = p[1];
    inputBias = p[2];
    hiddenBias = p[3];
  }

  /** Returns a state of zeros for {@code batch} sequences. */
  public State zeroState(NDManager manager, long batch) {
    NDArray zeros = manager.zeros(new Shape(1, batch, hiddenWeights.getShape().get(1)));
    return new State(zeros, zeros);
  }

  /**
   * Reads {@code x} from {@code initial}.
   *
   * @param x {@code [B, T, I]}
   * @param recurrentDropout share of hidden units that the recurrence does not see
   * @return the states, {@code [B, T, H]}
   */
  public NDArray forward(NDArray x, State initial, double recurrentDropout, Dropout dropout) {
    boolean training = dropout.training();
    NDArray recurrent = dropout.recurrent(hiddenWeights, recurrentDropout, x.getManager());
    NDList weights = new NDList(inputWeights, recurrent, inputBias, hiddenBias);
    return switch (cell) {
      case LSTM -> Lstm.forward(x, initial, weights, training);
      case GRU ->
          x.getNDArrayInternal()
              .gru(x, initial.hidden(), weights, true, 1, 0, training, false, true)
              .get(0);
      case RNN -> {
        RNN.Activation tanh = RNN.Activation.TANH;
        yield x.getNDArrayInternal()
            .rnn(x, initial.hidden(), weights, true, 1, tanh, 0, training, false, true)
            .get(0);
      }
    };
  }
}
