package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.text.Vocabulary;
import java.util.List;

/**
 * A trained {@link SequenceNetwork} that reads an event at a time, in Java. Immutable and
 * thread-safe; a row has the same bits whatever rows stand beside it, so reading many sequences
 * together, or one event by event, makes no difference.
 */
public final class SequencePredictor {
  private final int vocabularySize;
  private final int embeddingSize;
  private final Layers layers;
  private final Projection vectors;
  private final Projection scores;
  private final SequenceState start;

  /**
   * Takes the network's parameters.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of {@code shape}
   */
  public SequencePredictor(Weights weights, SequenceShape shape, WeightFormat format) {
    vocabularySize = shape.vocabularySize();
    embeddingSize = shape.config().embeddingSize();
    layers =
        switch (shape.config().architecture()) {
          case RECURRENT -> new RecurrentLayers(weights, shape, format);
          case TRANSFORMER -> new TransformerLayers(weights, shape, format);
        };
    vectors = Projection.of(weights, shape.output(), format);
    scores = Projection.of(weights, shape.embedding(), format);
    weights.requireAllTaken();
    start = advance(new int[] {Vocabulary.BOS}, List.of(layers.blank(0))).get(0);
  }

  /** Returns how many scores there are: the size of the vocabulary. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Returns the state before the first event. */
  public SequenceState start() {
    return start;
  }

  /** Returns a state of zeros, to be filled, that stands for {@code events} events. */
  public SequenceState blank(int events) {
    return layers.blank(events + 1);
  }

  /** Returns how many numbers a state has after {@code events} events. */
  public long stateSize(long events) {
    return layers.size(events + 1);
  }

  /**
   * Reads one event of each of several sequences.
   *
   * @param ids the events
   * @param from the state of each sequence before
   * @return the state of each after
   */
  public List<SequenceState> advance(int[] ids, List<SequenceState> from) {
    return layers.advance(ids, from);
  }

  /**
   * Scores what may come next.
   *
   * @param states of several sequences
   * @param logits {@code [states][vocabularySize]}, overwritten
   */
  public void score(List<SequenceState> states, float[][] logits) {
    int rows = states.size();
    float[][] top = states.stream().map(layers::top).toArray(float[][]::new);
    float[][] scored = new float[rows][embeddingSize];
    vectors.apply(top, rows, scored);
    scores.apply(scored, rows, logits);
  }
}
