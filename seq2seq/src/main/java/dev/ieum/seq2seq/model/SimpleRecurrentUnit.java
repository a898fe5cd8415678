package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;

/**
 * A simpler simple recurrent unit (Kim et al. 2019, section 3.1), of which only the gate's products
 * need the input: {@code f = sigmoid(W_f x + b)}, {@code c = f * c + (1 - f) * W x}, and the result
 * is {@code relu(c)}. What follows a position never changes its result.
 */
final class SimpleRecurrentUnit {
  private final NDArray forgetWeights; // (H, H)
  private final NDArray forgetBias; // (H)
  private final NDArray inputWeights; // (H, H)

  SimpleRecurrentUnit(ParameterStore store, ParameterList parameters) {
    NDArray[] p = store.declare(parameters);
    forgetWeights = p[0];
    forgetBias = p[1];
    inputWeights = p[2];
  }

  /** Reads {@code [B, T, H]} from a state of zeros; the result has the same shape. */
  NDArray read(NDArray x) {
    NDArray gate = Linear.linear(x, forgetWeights, forgetBias).singletonOrThrow();
    NDArray input = Linear.linear(x, inputWeights).singletonOrThrow();
    int length = Math.toIntExact(x.getShape().get(1));
    NDList keep = Activation.sigmoid(gate).split(length, 1);
    NDList add = Activation.sigmoid(gate.neg()).mul(input).split(length, 1);
    NDList states = new NDList(length);
    states.add(add.get(0));
    for (int t = 1; t < length; t++) {
      states.add(keep.get(t).mul(states.get(t - 1)).add(add.get(t)));
    }
    return Activation.relu(NDArrays.concat(states, 1));
  }
}
