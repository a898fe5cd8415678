package dev.ieum.sentiment.model;

import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;

/**
 * The architecture of a classifying network and its parameters: what {@link SentimentNetwork}
 * declares for training and {@link SentimentClassifier} takes. Immutable.
 *
 * @param config architecture and sizes
 * @param vocabularySize number of tokens
 * @param classes number of classes
 */
public record SentimentShape(NetworkConfig config, int vocabularySize, int classes) {

  /** Reads a bundle's settings. */
  public static SentimentShape read(Settings settings, int vocabularySize, int classes) {
    return new SentimentShape(settings.read(NetworkConfig.class), vocabularySize, classes);
  }

  /** Returns the shape of the encoder. */
  public EncoderShape encoderShape() {
    return new EncoderShape(
        config.encoder(),
        SentimentNetwork.ENCODER,
        config.cell(),
        config.embeddingSize(),
        config.hiddenSize(),
        config.layers(),
        config.heads(),
        config.feedForward());
  }

  /** Returns the parameters of the embedding. */
  ParameterList embedding() {
    return ParameterList.embedding(
        SentimentNetwork.EMBEDDING, vocabularySize, config.embeddingSize(), false);
  }

  /** Returns the parameters of the n-grams' vectors. */
  ParameterList ngrams() {
    return ParameterList.embeddingBag(
        SentimentNetwork.NGRAMS, config.ngrams().buckets(), config.ngrams().size());
  }

  /** Returns the width of the pooled states. */
  int pooledSize() {
    return config.pooling().size() * encoderShape().outputSize();
  }

  /** Returns the width of what the last layer reads. */
  int featureSize() {
    return pooledSize() + (config.ngrams().used() ? config.ngrams().size() : 0);
  }

  /** Returns the parameters of the last layer. */
  ParameterList output() {
    return ParameterList.projection(SentimentNetwork.OUTPUT, featureSize(), classes, true);
  }
}
