package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * Predicts tokens with the first layer of a recurrent encoder: each direction predicts the token it
 * reads next (Peters et al. 2018, section 3.1; one layer, so that no direction has seen what it
 * predicts). Embedding and encoder keep the names they have in the network that is pretrained.
 * Thread-safe once made, as long as nobody trains it.
 */
public final class LanguageModel {
  private final SharedEmbedding embedding;
  private final Encoder encoder;
  private final Projection forward;
  private final Projection backward;
  private final int hiddenSize;
  private final int vocabularySize;

  /**
   * How the softmax of a step is sampled.
   *
   * @param others tokens drawn beside those of the batch
   * @param seed what the draw follows from
   */
  public record Sampling(int others, long seed) {
    CandidateSample draw(int vocabularySize, int[][] texts) {
      long[] wanted = Arrays.stream(texts).flatMapToInt(Arrays::stream).asLongStream().toArray();
      return CandidateSample.draw(vocabularySize, wanted, others, seed);
    }
  }

  /**
   * Dropout rates.
   *
   * @param embedding locked dropout of embedded tokens
   * @param recurrent dropout of hidden units in the recurrence
   * @param output dropout of the vectors that are scored
   */
  public record Rates(double embedding, double recurrent, double output) {
    /** Nothing is left out. */
    public static final Rates NONE = new Rates(0, 0, 0);
  }

  /**
   * Declares the model.
   *
   * @param embedding the prefix of the embedding's parameters
   * @param shape of the encoder whose first layer is pretrained
   */
  public LanguageModel(
      ParameterStore store, String embedding, EncoderShape shape, int vocabularySize) {
    int size = shape.inputSize();
    hiddenSize = shape.hiddenSize();
    this.vocabularySize = vocabularySize;
    this.embedding =
        new SharedEmbedding(store, ParameterList.embedding(embedding, vocabularySize, size, true));
    encoder = Encoder.of(store, shape.withLayers(1));
    forward = new Projection(store, ParameterList.projection("forward", hiddenSize, size, true));
    backward = new Projection(store, ParameterList.projection("backward", hiddenSize, size, true));
  }

  /**
   * Returns the mean loss per predicted token over both directions, in nats, as a scalar of {@code
   * manager}.
   *
   * @param texts ids of each text, two or more
   * @param sampling tokens that stand for those which no text of the batch holds; empty scores the
   *     whole vocabulary
   */
  public NDArray loss(
      NDManager manager, int[][] texts, Rates rates, Dropout dropout, Optional<Sampling> sampling) {
    SequenceBatch batch = SequenceBatch.of(manager, texts);
    NDArray x = dropout.locked(embedding.lookup(batch.ids()), rates.embedding());
    NDArray states =
        encoder
            .encode(x, batch, new Encoder.Rates(0, rates.recurrent(), 0), dropout)
            .states(); // (B, S, 2H)
    NDArray flat = states.reshape(-1, states.getShape().get(2));
    Steps steps = Steps.of(texts, states.getShape().get(1));
    NDArray right = half(flat, manager.create(steps.leftRows()), 0);
    NDArray left = half(flat, manager.create(steps.rightRows()), hiddenSize);
    Optional<CandidateSample> sample = sampling.map(s -> s.draw(vocabularySize, texts));
    NDArray vectors = dropout.units(forward.apply(right), rates.output());
    NDArray ahead = likelihood(vectors, steps.rightIds(), sample);
    vectors = dropout.units(backward.apply(left), rates.output());
    NDArray back = likelihood(vectors, steps.leftIds(), sample);
    return ahead.add(back).neg();
  }

  private NDArray half(NDArray flat, NDArray rows, int from) {
    return SharedEmbedding.rows(flat, rows)
        .get(new NDIndex(":, {}:{}", from, from + hiddenSize)); // (N, H)
  }

  /** Half the mean log-likelihood, since two directions are added. */
  private NDArray likelihood(NDArray vectors, long[] ids, Optional<CandidateSample> sample) {
    NDArray logits =
        sample.map(s -> embedding.logits(vectors, s)).orElseGet(() -> embedding.logits(vectors));
    long[] classes = sample.map(s -> s.positions(ids)).orElse(ids);
    NDArray picked =
        logits
            .logSoftmax(1)
            .gather(vectors.getManager().create(classes, new Shape(classes.length, 1)), 1);
    return Scaling.by(picked.sum(), 0.5f / ids.length);
  }

  /** Every two neighbours of every text: the rows of their states and their ids. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  private record Steps(long[] leftRows, long[] rightRows, long[] leftIds, long[] rightIds) {
    static Steps of(int[][] texts, long width) {
      int count = 0;
      for (int[] text : texts) {
        count += text.length - 1;
      }
      Steps steps = new Steps(new long[count], new long[count], new long[count], new long[count]);
      int next = 0;
      for (int b = 0; b < texts.length; b++) {
        for (int s = 0; s + 1 < texts[b].length; s++) {
          steps.leftRows[next] = b * width + s;
          steps.rightRows[next] = b * width + s + 1;
          steps.leftIds[next] = texts[b][s];
          steps.rightIds[next++] = texts[b][s + 1];
        }
      }
      return steps;
    }
  }
}
