package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.recurrent.RNN;

/**
 * One recurrent layer, read from left to right by the engine's fused kernel.
 *
 * <p>It does not know about padding: padding to the right of a sequence never affects its real
 * positions, and callers that need the last real state select it by length.
 */
public final class RecurrentLayer {
  private static final int FULL = 64; // units that fill vectors of any processor

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
      case LSTM -> lstm(x, initial, weights, training);
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

  /**
   * An LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
   *
   * <p>Without gradients, the kernel of PyTorch 2.7.1 (oneDNN 3.7 with AVX-512) is wrong on some
   * processors, seen on AMD Zen 5, for numbers of units that do not fill its vectors, such as 12,
   * 48 or 200. With gradients the engine takes another kernel, which is right.
   */
  private static NDArray lstm(NDArray x, State initial, NDList weights, boolean training) {
    if (!training && weights.get(1).getShape().get(1) % FULL != 0) {
      return stepwise(x, initial, weights);
    }
    NDList state = new NDList(initial.hidden(), initial.cell());
    return x.getNDArrayInternal().lstm(x, state, weights, true, 1, 0, training, false, true).get(0);
  }

  /**
   * The equations of an LSTM, of elementary operations of the engine.
   *
   * @param weights {@code [4H, I]}, {@code [4H, H]}, and two biases {@code [4H]}: input, forget,
   *     cell and output gate
   */
  static NDArray stepwise(NDArray x, State initial, NDList weights) {
    NDArray bias = weights.get(2).add(weights.get(3));
    NDArray read = x.matMul(weights.get(0).transpose()).add(bias);
    NDArray recurrent = weights.get(1).transpose();
    NDArray h = initial.hidden().squeeze(0);
    NDArray c = initial.cell().squeeze(0);
    NDList states = new NDList();
    for (NDArray step : read.split(x.getShape().get(1), 1)) {
      NDList gates = step.squeeze(1).add(h.matMul(recurrent)).split(4, 1);
      NDArray kept = Activation.sigmoid(gates.get(1)).mul(c);
      c = kept.add(Activation.sigmoid(gates.get(0)).mul(gates.get(2).tanh()));
      h = Activation.sigmoid(gates.get(3)).mul(c.tanh());
      states.add(h.expandDims(1));
    }
    return NDArrays.concat(states, 1);
  }
}
