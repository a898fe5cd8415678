package dev.ieum.sentiment.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Arithmetic;
import dev.ieum.core.inference.PlainEncoder;
import dev.ieum.core.inference.PlainFeatureBag;
import dev.ieum.core.inference.PlainPooling;
import dev.ieum.core.inference.PlainProjection;
import java.util.List;

/**
 * A trained {@link SentimentNetwork}, run in plain Java: what scores texts.
 *
 * <p>Tests hold it to {@link SentimentNetwork#logits}. Immutable and thread-safe; the company of a
 * text never changes a bit of its scores.
 */
public final class PlainSentimentNetwork {
  private final PlainEncoder encoder;
  private final PlainPooling pooling;
  private final PlainFeatureBag ngrams; // null when the network sees none
  private final PlainProjection output;
  private final int width;

  /**
   * Reads the parameters of a network that tells {@code classes} classes apart.
   *
   * @param arithmetic how the encoder's steps multiply; all else is little work
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of such a network
   */
  public PlainSentimentNetwork(
      Weights weights,
      NetworkConfig config,
      int vocabularySize,
      int classes,
      Arithmetic arithmetic) {
    encoder =
        new PlainEncoder(
            weights,
            SentimentNetwork.ENCODER,
            SentimentNetwork.EMBEDDING,
            vocabularySize,
            config.embeddingSize(),
            config.cell(),
            config.hiddenSize(),
            config.layers(),
            arithmetic);
    pooling =
        new PlainPooling(weights, SentimentNetwork.POOLING, config.pooling(), encoder.outputSize());
    NgramConfig bag = config.ngrams();
    ngrams =
        bag.used()
            ? new PlainFeatureBag(weights, SentimentNetwork.NGRAMS, bag.buckets(), bag.size())
            : null;
    width = pooling.outputSize() + (bag.used() ? ngrams.outputSize() : 0);
    output =
        PlainProjection.of(
            weights, SentimentNetwork.OUTPUT, width, classes, true, Arithmetic.FLOAT);
    weights.requireAllTaken();
  }

  /** Scores classes: logits {@code [B][C]}. */
  public float[][] logits(TextBatch texts) {
    int count = texts.ids().length;
    List<PlainEncoder.Encoded> encoded = encoder.encode(texts.ids());
    float[][] features = new float[count][width];
    for (int b = 0; b < count; b++) {
      pooling.pool(encoded.get(b), features[b]);
      if (ngrams != null) {
        int[] of = texts.ngrams()[b];
        ngrams.sum(of, SentimentNetwork.ngramWeight(of.length), features[b], pooling.outputSize());
      }
    }
    float[][] logits = new float[count][output.outputSize()];
    output.apply(features, count, logits);
    return logits;
  }
}
