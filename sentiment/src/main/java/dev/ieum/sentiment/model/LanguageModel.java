package dev.ieum.sentiment.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.CandidateSample;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.RecurrentEncoder;
import dev.ieum.core.nn.Scaling;
import dev.ieum.core.nn.SequenceBatch;
import dev.ieum.core.nn.SharedEmbedding;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first layer of an encoder taught to foretell text: each direction its next token (Peters et
 * al. 2018, section 3.1; one layer, so that no direction sees what it is to foretell).
 *
 * <p>Embedding and encoder have the names they have in {@link SentimentNetwork}.
 */
public final class LanguageModel {
  private final SharedEmbedding embedding;
  private final RecurrentEncoder encoder;
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

  /** Declares the model for the first layer of {@code config}'s network. */
  public LanguageModel(ParameterStore store, NetworkConfig config, int vocabularySize) {
    int size = config.embeddingSize();
    hiddenSize = config.hiddenSize();
    this.vocabularySize = vocabularySize;
    embedding = new SharedEmbedding(store, SentimentNetwork.EMBEDDING, vocabularySize, size);
    encoder =
        new RecurrentEncoder(store, SentimentNetwork.ENCODER, config.cell(), size, hiddenSize, 1);
    forward = new Projection(store, "forward", hiddenSize, size, true);
    backward = new Projection(store, "backward", hiddenSize, size, true);
  }

  /**
   * Returns the mean loss per foretold token over both directions, in nats, as a scalar of {@code
   * manager}.
   *
   * @param texts ids of each text, two or more
   * @param sampling tokens that stand for those which no text of the batch holds; empty scores the
   *     whole vocabulary
   */
  public NDArray loss(
      NDManager manager,
      int[][] texts,
      Regularization drop,
      Dropout dropout,
      Optional<Sampling> sampling) {
    SequenceBatch batch = SequenceBatch.of(manager, texts);
    NDArray x = dropout.locked(embedding.lookup(batch.ids()), drop.embeddingDropout());
    NDArray states =
        encoder.encode(x, batch, 0, drop.recurrentDropout(), dropout).states(); // (B, S, 2H)
    NDArray flat = states.reshape(-1, states.getShape().get(2));
    Steps steps = Steps.of(texts, states.getShape().get(1));
    NDArray right = half(flat, manager.create(steps.leftRows()), 0);
    NDArray left = half(flat, manager.create(steps.rightRows()), hiddenSize);
    Optional<CandidateSample> sample = sampling.map(s -> s.draw(vocabularySize, texts));
    NDArray vectors = dropout.units(forward.apply(right), drop.outputDropout());
    NDArray ahead = likelihood(vectors, steps.rightIds(), sample);
    vectors = dropout.units(backward.apply(left), drop.outputDropout());
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
    long[] places = sample.map(s -> s.positions(ids)).orElse(ids);
    NDArray picked =
        logits
            .logSoftmax(1)
            .gather(vectors.getManager().create(places, new Shape(places.length, 1)), 1);
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
