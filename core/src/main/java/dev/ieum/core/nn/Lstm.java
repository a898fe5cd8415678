package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/**
 * An LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) by the
 * engine's fused kernel, or by the equations, step by step.
 *
 * <p>Without gradients, the kernel of PyTorch 2.7.1 (oneDNN 3.7 with AVX-512) is wrong on some
 * processors, seen on AMD Zen 5, for numbers of units that do not fill its vectors, such as 12, 48
 * or 200. With gradients the engine takes another kernel, which is right.
 */
final class Lstm {
  private static final int FULL = 64;

  private Lstm() {}

  /**
   * Reads {@code x} from {@code initial}.
   *
   * @param x {@code [B, T, I]}
   * @param weights {@code [4H, I]}, {@code [4H, H]}, and two biases {@code [4H]}: input, forget,
   *     cell and output gate
   * @param training whether gradients are collected
   * @return the hidden states, {@code [B, T, H]}
   */
  static NDArray forward(
      NDArray x, RecurrentLayer.State initial, NDList weights, boolean training) {
    if (!training && weights.get(1).getShape().get(1) % FULL != 0) {
      return stepwise(x, initial, weights);
    }
    NDList state = new NDList(initial.hidden(), initial.cell());
    return x.getNDArrayInternal().lstm(x, state, weights, true, 1, 0, training, false, true).get(0);
  }

  /** The equations, of elementary operations of the engine; parameters as of {@link #forward}. */
  static NDArray stepwise(NDArray x, RecurrentLayer.State initial, NDList weights) {
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
