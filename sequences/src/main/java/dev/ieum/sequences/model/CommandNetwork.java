package dev.ieum.sequences.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.Scaling;
import dev.ieum.core.nn.SharedEmbedding;
import java.util.Arrays;
import java.util.List;

/**
 * Classifies every row of streams, in training: recurrent layers from left to right, and a linear
 * map. Thread-safe once made, as long as nobody trains it.
 */
public final class CommandNetwork {
  private final CommandShape shape;
  private final RecurrentStack layers;
  private final Projection output;

  /**
   * A part of a stream.
   *
   * @param rows {@code [T][D]}
   * @param classes {@code [T]} of each row; negative: not learned from
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record Window(float[][] rows, int[] classes) {}

  /**
   * What training leaves out. Immutable.
   *
   * @param layerDropout locked dropout between recurrent layers
   * @param outputDropout dropout of the states that are classified
   * @param recurrentDropout dropout of hidden units in the recurrence
   * @param labelSmoothing share of a row's probability that is spread over all classes (Szegedy et
   *     al. 2016, section 7)
   */
  public record Rates(
      @Setting(or = "0.2", min = 0, max = 0.9) double layerDropout,
      @Setting(or = "0.3", min = 0, max = 0.9) double outputDropout,
      @Setting(or = "0", min = 0, max = 0.9) double recurrentDropout,
      @Setting(or = "0.05", min = 0, max = 0.9) double labelSmoothing) {}

  /** Declares the network. */
  public CommandNetwork(ParameterStore store, CommandShape shape) {
    this.shape = shape;
    layers = new RecurrentStack(store, shape.layers(), shape.sizes().cell());
    output = new Projection(store, shape.output());
  }

  /**
   * Returns the mean cross-entropy of the rows that are learned from, in nats, as a scalar of
   * {@code manager}.
   *
   * @param windows at least one, with at least one row to learn from
   */
  public NDArray loss(NDManager manager, List<Window> windows, Rates rates, Dropout dropout) {
    int width = windows.stream().mapToInt(window -> window.rows().length).max().orElseThrow();
    int inputs = shape.inputs();
    float[] numbers = new float[windows.size() * width * inputs];
    long[] picked = new long[windows.size() * width];
    long[] classes = new long[picked.length];
    int count = 0;
    for (int b = 0; b < windows.size(); b++) {
      Window window = windows.get(b);
      for (int t = 0; t < window.rows().length; t++) {
        System.arraycopy(window.rows()[t], 0, numbers, (b * width + t) * inputs, inputs);
        if (window.classes()[t] >= 0) {
          picked[count] = (long) b * width + t;
          classes[count++] = window.classes()[t];
        }
      }
    }
    NDArray x = manager.create(numbers, new Shape(windows.size(), width, inputs));
    NDArray states =
        layers
            .read(x, rates.layerDropout(), rates.recurrentDropout(), dropout)
            .reshape(-1, shape.sizes().hiddenSize());
    NDArray rows = manager.create(Arrays.copyOf(picked, count));
    NDArray logits =
        output.apply(dropout.units(SharedEmbedding.rows(states, rows), rates.outputDropout()));
    NDArray logProbabilities = logits.logSoftmax(1); // (n, C)
    NDArray wanted = manager.create(Arrays.copyOf(classes, count), new Shape(count, 1));
    float smoothing = (float) rates.labelSmoothing();
    NDArray likelihood = logProbabilities.gather(wanted, 1).mean();
    return Scaling.by(likelihood, smoothing - 1)
        .sub(Scaling.by(logProbabilities.mean(), smoothing));
  }
}
