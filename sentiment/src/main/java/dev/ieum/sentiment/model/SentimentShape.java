package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderKind;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Pooling;
import java.util.List;

/**
 * The architecture of a classifying network and its parameters: what {@link SentimentNetwork}
 * declares for training and {@link SentimentClassifier} takes. Immutable.
 *
 * @param encoder architecture of the encoder
 * @param config the sizes
 * @param vocabularySize number of tokens
 * @param classes number of classes
 */
public record SentimentShape(
    EncoderKind encoder, NetworkConfig config, int vocabularySize, int classes) {

  /**
   * The shape of a classifying network. Immutable.
   *
   * @param cell kind of every recurrent layer
   * @param embeddingSize E
   * @param layers bidirectional layers
   * @param hiddenSize H of each direction
   * @param pooling how the states become one vector
   * @param ngrams which n-grams the output layer sees as well
   */
  public record NetworkConfig(
      @Setting(or = "lstm") CellType cell,
      @Setting(or = "128", min = 1, max = 8192) int embeddingSize,
      @Setting(or = "1", min = 1, max = 16) int layers,
      @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
      @Setting(or = "[max, mean]") List<Pooling> pooling,
      Ngrams.Config ngrams)
      implements Settings.Checked {
    public NetworkConfig {
      pooling = List.copyOf(pooling);
    }

    @Override
    public void check(Settings settings) {
      if (pooling.isEmpty()) {
        throw settings.error(
            "pooling", "is empty; name at least one of max, mean, last, attention");
      }
    }
  }

  /** A recurrent encoder. */
  public SentimentShape(NetworkConfig config, int vocabularySize, int classes) {
    this(EncoderKind.RECURRENT, config, vocabularySize, classes);
  }

  /** Reads a bundle's settings; {@code encoder} is recurrent by default. */
  public static SentimentShape read(Settings settings, int vocabularySize, int classes) {
    return new SentimentShape(
        settings.read(Kind.class).encoder(),
        settings.read(NetworkConfig.class),
        vocabularySize,
        classes);
  }

  private record Kind(@Setting(or = "recurrent") EncoderKind encoder) {}

  /** Returns the shape of the encoder. */
  public EncoderShape encoderShape() {
    return new EncoderShape(
        encoder,
        SentimentNetwork.ENCODER,
        config.cell(),
        config.embeddingSize(),
        config.hiddenSize(),
        config.layers());
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
