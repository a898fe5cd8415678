package dev.ieum.sequences.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.SharedEmbedding;
import java.util.List;

/**
 * Predicts quantiles of the next rows of a series, all at once, in training: recurrent layers read
 * the rows, and from their state, the present row and what is known ahead a hidden layer makes the
 * quantiles (a multi-horizon quantile recurrent forecaster, Wen et al. 2017). Beside it a linear
 * map shifts all quantiles of a predicted row, as an autoregression would (Lai et al. 2018, section
 * 3.6). Thread-safe once made, as long as nobody trains it.
 */
public final class ForecastNetwork {
  private final ForecastShape shape;
  private final RecurrentStack layers;
  private final Projection inner;
  private final Projection outer;
  private final Projection shift;

  /**
   * A part of a series to learn from.
   *
   * @param rows {@code [T][D]}
   * @param scored the rows whose forecasts are learned from
   * @param ahead {@code [scored][K]} what is known of the rows that are predicted then
   * @param targets {@code [scored][N]} what came, in the units of the output; NaN: unknown
   * @param weight {@code [scored]} how much each counts
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record Window(
      float[][] rows, int[] scored, float[][] ahead, float[][] targets, float[] weight) {}

  /**
   * What training leaves out. Immutable.
   *
   * @param input dropout of rows, and of what quantiles are made of
   * @param head dropout of the hidden layer before the quantiles
   * @param recurrent dropout of hidden units in the recurrence
   */
  public record Rates(double input, double head, double recurrent) {}

  /** Declares the network. */
  public ForecastNetwork(ParameterStore store, ForecastShape shape) {
    this.shape = shape;
    layers = new RecurrentStack(store, shape.layers(), shape.sizes().cell());
    inner = new Projection(store, shape.inner());
    outer = new Projection(store, shape.outer());
    shift = new Projection(store, shape.shift());
  }

  /**
   * Returns the mean pinball loss as a scalar of {@code manager}.
   *
   * @param windows at least one
   */
  public NDArray loss(
      NDManager manager, List<Window> windows, QuantileLoss loss, Rates rates, Dropout dropout) {
    int width = windows.stream().mapToInt(window -> window.rows().length).max().orElseThrow();
    int inputs = shape.inputs();
    float[] numbers = new float[windows.size() * width * inputs];
    int count = windows.stream().mapToInt(window -> window.scored().length).sum();
    long[] picked = new long[count];
    float[] ahead = new float[count * shape.ahead()];
    float[] targets = new float[count * shape.horizon()];
    float[] weights = new float[count];
    int next = 0;
    for (int b = 0; b < windows.size(); b++) {
      Window window = windows.get(b);
      for (int t = 0; t < window.rows().length; t++) {
        System.arraycopy(window.rows()[t], 0, numbers, (b * width + t) * inputs, inputs);
      }
      for (int s = 0; s < window.scored().length; s++, next++) {
        picked[next] = (long) b * width + window.scored()[s];
        System.arraycopy(window.ahead()[s], 0, ahead, next * shape.ahead(), shape.ahead());
        System.arraycopy(window.targets()[s], 0, targets, next * shape.horizon(), shape.horizon());
        weights[next] = window.weight()[s];
      }
    }
    NDArray x = manager.create(numbers, new Shape(windows.size(), width, inputs));
    NDArray states = layers.read(dropout.units(x, rates.input()), 0, rates.recurrent(), dropout);
    NDArray rows = manager.create(picked);
    NDList parts =
        new NDList(
            SharedEmbedding.rows(states.reshape(-1, shape.sizes().hiddenSize()), rows),
            SharedEmbedding.rows(x.reshape(-1, inputs), rows));
    if (shape.ahead() > 0) {
      parts.add(manager.create(ahead, new Shape(count, shape.ahead())));
    }
    NDArray head = ai.djl.ndarray.NDArrays.concat(parts, 1); // (n, H + D + K)
    NDArray quantiles = quantiles(head, rates, dropout);
    return loss.of(quantiles, targets, weights);
  }

  /** Returns quantiles {@code [n, N * Q]}. */
  private NDArray quantiles(NDArray head, Rates rates, Dropout dropout) {
    NDArray seen = dropout.units(head, rates.input());
    NDArray hidden = dropout.units(Activation.relu(inner.apply(seen)), rates.head());
    long count = head.getShape().get(0);
    NDArray each = outer.apply(hidden).reshape(count, shape.horizon(), shape.levels());
    NDArray all = shift.apply(seen).reshape(count, shape.horizon(), 1);
    return each.add(all).reshape(count, (long) shape.horizon() * shape.levels());
  }
}
