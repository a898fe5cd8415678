package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.RecurrentCell;
import dev.ieum.core.inference.RecurrentStates;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained {@link SequenceNetwork} that reads an event at a time, in Java. Immutable and
 * thread-safe; a row has the same bits whatever rows stand beside it, so reading many sequences
 * together, or one event by event, makes no difference.
 */
public final class SequencePredictor {
  private final NetworkSizes sizes;
  private final EmbeddingTable embedding;
  private final List<RecurrentCell> cells = new ArrayList<>();
  private final Projection vectors;
  private final Projection scores;
  private final SequenceState start;

  private record NetworkSizes(int vocabulary, int embedding, int hidden, int cell, int layers) {}

  /**
   * Takes the network's parameters.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of {@code shape}
   */
  public SequencePredictor(Weights weights, SequenceShape shape, WeightFormat format) {
    NetworkConfig config = shape.config();
    int hidden = config.hiddenSize();
    sizes =
        new NetworkSizes(
            shape.vocabularySize(),
            config.embeddingSize(),
            hidden,
            config.cell() == CellType.LSTM ? hidden : 0,
            config.layers());
    for (int i = 0; i < config.layers(); i++) {
      // The first layer multiplies its input once per event of the vocabulary.
      WeightFormat inputFormat = i == 0 ? WeightFormat.FLOAT32 : format;
      cells.add(new RecurrentCell(weights, shape.layer(i), config.cell(), inputFormat, format));
    }
    embedding = new EmbeddingTable(weights, shape.embedding(), cells.get(0));
    vectors = Projection.of(weights, shape.output(), format);
    scores = Projection.of(weights, shape.embedding(), format);
    weights.requireAllTaken();
    SequenceState zero =
        new SequenceState(new float[sizes.layers][hidden], new float[sizes.layers][sizes.cell]);
    start = advance(new int[] {Vocabulary.BOS}, List.of(zero)).get(0);
  }

  /** Returns how many scores there are: the size of the vocabulary. */
  public int vocabularySize() {
    return sizes.vocabulary;
  }

  /** Returns the state before the first event. */
  public SequenceState start() {
    return start;
  }

  /** Says whether a state has the sizes of this network. */
  public boolean fits(SequenceState state) {
    return state.hidden().length == sizes.layers
        && state.cell().length == sizes.layers
        && state.hidden()[0].length == sizes.hidden
        && state.cell()[0].length == sizes.cell;
  }

  /** Returns a state of zeros, to be filled. */
  public SequenceState blank() {
    return new SequenceState(
        new float[sizes.layers][sizes.hidden], new float[sizes.layers][sizes.cell]);
  }

  /**
   * Reads one event of each of several sequences.
   *
   * @param ids the events
   * @param from the state of each sequence before
   * @return the state of each after
   */
  public List<SequenceState> advance(int[] ids, List<SequenceState> from) {
    int rows = ids.length;
    List<SequenceState> after = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      after.add(new SequenceState(new float[sizes.layers][], new float[sizes.layers][]));
    }
    float[][] below = new float[rows][];
    for (int i = 0; i < cells.size(); i++) {
      RecurrentCell cell = cells.get(i);
      float[][] gates = new float[rows][cell.gateSize()];
      if (i > 0) {
        cell.read(below, rows, gates);
      }
      RecurrentStates before = RecurrentStates.placeholders(rows);
      RecurrentStates next =
          new RecurrentStates(new float[rows][sizes.hidden], new float[rows][sizes.cell]);
      for (int r = 0; r < rows; r++) {
        if (i == 0) {
          embedding.read(ids[r], gates[r]);
        }
        before.hidden()[r] = from.get(r).hidden()[i];
        before.cell()[r] = from.get(r).cell()[i];
        after.get(r).hidden()[i] = next.hidden()[r];
        after.get(r).cell()[i] = next.cell()[r];
      }
      cell.step(gates, rows, before, next);
      for (int r = 0; r < rows; r++) {
        below[r] = i == 0 ? next.hidden()[r] : sum(below[r], next.hidden()[r]);
      }
    }
    return after;
  }

  /**
   * Scores what may come next.
   *
   * @param states of several sequences
   * @param logits {@code [states][vocabularySize]}, overwritten
   */
  public void score(List<SequenceState> states, float[][] logits) {
    int rows = states.size();
    float[][] top = new float[rows][];
    for (int r = 0; r < rows; r++) {
      float[][] hidden = states.get(r).hidden();
      top[r] = hidden[0];
      for (int i = 1; i < hidden.length; i++) {
        top[r] = sum(top[r], hidden[i]);
      }
    }
    float[][] scored = new float[rows][sizes.embedding];
    vectors.apply(top, rows, scored);
    scores.apply(scored, rows, logits);
  }

  private static float[] sum(float[] x, float[] y) {
    float[] sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = x[i] + y[i];
    }
    return sum;
  }
}
