package dev.ieum.sequences.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.ieum.core.nn.CandidateSample;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.Encoder.Rates;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.MultiHeadAttention;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.Scaling;
import dev.ieum.core.nn.SequenceBatch;
import dev.ieum.core.nn.SharedEmbedding;
import dev.ieum.core.nn.TransformerEncoder;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.List;

/**
 * Predicts each event of a sequence from those before it, in training: a table of events, layers,
 * and scores by the same table (Hidasi et al. 2016; tied as in Press and Wolf 2017). Layers are
 * recurrent, from left to right with residual connections, or of a Transformer that sees what came
 * before alone. Thread-safe once made, as long as nobody trains it.
 */
public final class SequenceNetwork {
  private final SharedEmbedding embedding;
  private final RecurrentStack layers; // null where they are a Transformer's
  private final TransformerEncoder transformer; // null where layers are recurrent
  private final Projection output;
  private final int vocabularySize;

  /**
   * A sequence, or a part of one, to learn from.
   *
   * @param inputs ids that are read, BOS or what stood before the part first
   * @param targets the id that follows each of them
   * @param from the first target that is scored; those before give context alone
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record Window(int[] inputs, int[] targets, int from) {
    /** Returns how many targets are scored. */
    public int scored() {
      return targets.length - from;
    }
  }

  /**
   * How the softmax is sampled.
   *
   * @param others events drawn beside those of the batch; 0 scores all events
   * @param seed what the draw follows from
   */
  public record Sampling(int others, long seed) {
    /** Scores all events. */
    public static final Sampling NONE = new Sampling(0, 0);
  }

  /** Declares the network. */
  public SequenceNetwork(ParameterStore store, SequenceShape shape) {
    vocabularySize = shape.vocabularySize();
    embedding = new SharedEmbedding(store, shape.embedding());
    boolean recurrent = shape.config().architecture() == EncoderKind.RECURRENT;
    transformer = recurrent ? null : new TransformerEncoder(store, shape.transformer());
    layers = recurrent ? new RecurrentStack(store, shape.layers(), shape.config().cell()) : null;
    output = new Projection(store, shape.output());
  }

  /**
   * Returns the mean loss per scored target, in nats, as a scalar of {@code manager}.
   *
   * @param windows at least one
   */
  public NDArray loss(
      NDManager manager,
      List<Window> windows,
      Regularization rates,
      Sampling sampling,
      Dropout dropout) {
    int[][] inputs = windows.stream().map(Window::inputs).toArray(int[][]::new);
    SequenceBatch batch = SequenceBatch.of(manager, inputs);
    return loss(embedding.lookup(batch.ids()), windows, rates, sampling, dropout);
  }

  /**
   * Returns how strongly the loss of a window's last target depends on each event read: the norm of
   * its gradient by the event's vector, {@code [T]}. What the network keeps of distant events
   * vanishes or explodes on the way back (Bengio et al. 1994). The gradients of parameters, which
   * are computed as well, are added to theirs.
   */
  public double[] gradientNorms(NDManager manager, Window window) {
    int length = window.targets().length;
    Window last = new Window(window.inputs(), window.targets(), length - 1);
    SequenceBatch batch = SequenceBatch.of(manager, new int[][] {window.inputs()});
    NDArray x = embedding.lookup(batch.ids()).stopGradient();
    x.attach(manager);
    x.setRequiresGradient(true);
    try (GradientCollector collector = NativeRuntime.engine().newGradientCollector()) {
      collector.backward(
          loss(x, List.of(last), Regularization.NONE, Sampling.NONE, Dropout.seeded(0)));
    }
    try (NDArray gradient = x.getGradient()) {
      float[] numbers = gradient.toFloatArray();
      int size = numbers.length / length;
      double[] norms = new double[length];
      for (int t = 0; t < length; t++) {
        double squares = 0;
        for (int i = t * size; i < (t + 1) * size; i++) {
          squares += (double) numbers[i] * numbers[i];
        }
        norms[t] = Math.sqrt(squares);
      }
      return norms;
    }
  }

  /** The loss of windows whose events are embedded, {@code [B, T, E]}. */
  private NDArray loss(
      NDArray embedded,
      List<Window> windows,
      Regularization rates,
      Sampling sampling,
      Dropout dropout) {
    NDManager manager = embedded.getManager();
    NDArray states = states(embedded, rates, dropout); // (B, T, H)
    Targets targets = Targets.of(windows, Math.toIntExact(states.getShape().get(1)));
    NDArray flat = states.reshape(-1, states.getShape().get(2));
    NDArray picked = SharedEmbedding.rows(flat, manager.create(targets.rows())); // (N, H)
    NDArray vectors = dropout.units(output.apply(picked), rates.outputDropout()); // (N, E)
    if (sampling.others() == 0) {
      return embedding.crossEntropy(
          vectors, targets.ids(), rates.labelSmoothing(), dropout.training());
    }
    CandidateSample sample =
        CandidateSample.draw(vocabularySize, targets.ids(), sampling.others(), sampling.seed());
    int count = targets.ids().length;
    NDArray classes = manager.create(sample.positions(targets.ids()), new Shape(count, 1));
    NDArray likelihood = embedding.logits(vectors, sample).logSoftmax(1).gather(classes, 1);
    return Scaling.by(likelihood.sum(), -1f / count);
  }

  private NDArray states(NDArray embedded, Regularization rates, Dropout dropout) {
    NDArray states = dropout.locked(embedded, rates.embeddingDropout());
    if (transformer != null) {
      int length = Math.toIntExact(states.getShape().get(1));
      NDArray mask = MultiHeadAttention.causalMask(states.getManager(), length);
      return transformer.read(states, mask, new Rates(rates.layerDropout(), 0, 0), dropout);
    }
    return layers.read(states, rates.layerDropout(), rates.recurrentDropout(), dropout);
  }

  /** The rows of the scored states and the ids they predict. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  private record Targets(long[] rows, long[] ids) {
    static Targets of(List<Window> windows, int width) {
      int count = windows.stream().mapToInt(Window::scored).sum();
      Targets targets = new Targets(new long[count], new long[count]);
      int next = 0;
      for (int b = 0; b < windows.size(); b++) {
        Window window = windows.get(b);
        for (int t = window.from(); t < window.targets().length; t++) {
          targets.rows[next] = (long) b * width + t;
          targets.ids[next++] = window.targets()[t];
        }
      }
      return targets;
    }
  }
}
