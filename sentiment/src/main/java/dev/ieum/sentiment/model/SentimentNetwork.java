package dev.ieum.sentiment.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.nn.EmbeddingBag;
import dev.ieum.core.nn.Encoder;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.nn.SequenceBatch;
import dev.ieum.core.nn.SequencePooling;
import dev.ieum.core.nn.SharedEmbedding;
import java.util.List;

/**
 * Embedding, bidirectional encoder, pooling, a bag of n-grams, and one linear layer over both.
 *
 * <p>Embedding and encoder have the names and the shapes of translation's, so that either network
 * can begin with the other's. Parameters belong to the store, results to the manager of the batch.
 * Runs on the tensor engine, for training; {@link SentimentClassifier} is what classifies texts.
 * Thread-safe once made, as long as nobody trains it.
 */
public final class SentimentNetwork {
  /** What the encoder's parameters are called. */
  public static final String ENCODER = "encoder";

  /** What the embedding's parameters are called. */
  public static final String EMBEDDING = "embedding";

  /** What the pooling's parameters are called, where it has any. */
  public static final String POOLING = "pooling";

  /** What the n-grams' parameters are called. */
  public static final String NGRAMS = "ngrams";

  /** What the last layer's parameters are called. */
  public static final String OUTPUT = "output";

  /**
   * What training leaves out or blurs so that the texts are not learned by heart. Immutable.
   *
   * @param embeddingDropout locked dropout of embedded tokens
   * @param wordDropout share of positions blanked
   * @param layerDropout locked dropout between recurrent layers and before pooling
   * @param outputDropout dropout of the pooled vector
   * @param recurrentDropout dropout of hidden units in the recurrence
   * @param ngramDropout share of n-grams left out
   * @param labelSmoothing share of the label's probability spread over all classes
   */
  public record Regularization(
      @Setting(or = "0.3", min = 0, max = 0.9) double embeddingDropout,
      @Setting(or = "0.05", min = 0, max = 0.9) double wordDropout,
      @Setting(or = "0.2", min = 0, max = 0.9) double layerDropout,
      @Setting(or = "0.3", min = 0, max = 0.9) double outputDropout,
      @Setting(or = "0", min = 0, max = 0.9) double recurrentDropout,
      @Setting(or = "0.3", min = 0, max = 0.9) double ngramDropout,
      @Setting(or = "0.05", min = 0, max = 0.9) double labelSmoothing) {
    /** Nothing left out: what inference and validation use. */
    public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);
  }

  private final SharedEmbedding embedding;
  private final Encoder encoder;
  private final SequencePooling pooling;
  private final EmbeddingBag ngrams; // null when the network sees none
  private final Projection output;

  /** Declares a network. */
  public SentimentNetwork(ParameterStore store, SentimentShape shape) {
    embedding = new SharedEmbedding(store, shape.embedding());
    encoder = Encoder.of(store, shape.encoderShape());
    pooling =
        new SequencePooling(
            store, POOLING, shape.config().pooling(), shape.encoderShape().outputSize());
    ngrams = shape.config().ngrams().used() ? new EmbeddingBag(store, shape.ngrams()) : null;
    output = new Projection(store, shape.output());
  }

  /** Scores classes: logits {@code [B, C]} of {@code manager}. */
  public NDArray logits(
      NDManager manager, List<EncodedText> texts, Regularization drop, Dropout dropout) {
    SequenceBatch batch = SequenceBatch.of(manager, EncodedText.ids(texts));
    NDArray x = embedding.lookup(batch.ids());
    x = dropout.locked(dropout.positions(x, drop.wordDropout()), drop.embeddingDropout());
    Encoder.Encoded encoded =
        encoder.encode(x, batch, drop.layerDropout(), drop.recurrentDropout(), dropout);
    NDArray states = dropout.locked(encoded.states(), drop.layerDropout());
    NDArray pooled = pooling.pool(new Encoder.Encoded(states, encoded.last()), batch);
    NDArray features = dropout.units(pooled, drop.outputDropout());
    if (ngrams != null) {
      features = features.concat(bag(manager, texts, drop.ngramDropout(), dropout), 1);
    }
    return output.apply(features);
  }

  private NDArray bag(NDManager manager, List<EncodedText> texts, double rate, Dropout dropout) {
    int count = texts.size();
    int width = Math.max(1, texts.stream().mapToInt(text -> text.ngrams().length).max().orElse(0));
    long[] features = new long[count * width];
    float[] weights = new float[count * width];
    for (int b = 0; b < count; b++) {
      int[] own = texts.get(b).ngrams();
      float weight = texts.get(b).ngramWeight();
      for (int n = 0; n < own.length; n++) {
        features[b * width + n] = own[n];
        weights[b * width + n] = weight;
      }
    }
    NDArray weight = manager.create(weights, new Shape(count, 1, width));
    return ngrams.sum(
        manager.create(features, new Shape(count, width)), dropout.units(weight, rate));
  }

  /**
   * Returns the mean cross-entropy, in nats, as a scalar of {@code manager}.
   *
   * @param targets probability of each class for each text, {@code [B][C]}; a label that is certain
   *     is 1 at its class
   */
  public NDArray loss(
      NDManager manager,
      List<EncodedText> texts,
      float[][] targets,
      Regularization drop,
      Dropout dropout) {
    NDArray logProbabilities = logits(manager, texts, drop, dropout).logSoftmax(1); // (B, C)
    int classes = targets[0].length;
    float smoothing = (float) drop.labelSmoothing();
    float[] weights = new float[targets.length * classes];
    for (int b = 0; b < targets.length; b++) {
      for (int c = 0; c < classes; c++) {
        float smooth = targets[b][c] * (1 - smoothing) + smoothing / classes;
        weights[b * classes + c] = -smooth / targets.length;
      }
    }
    return logProbabilities.mul(manager.create(weights, new Shape(targets.length, classes))).sum();
  }
}
