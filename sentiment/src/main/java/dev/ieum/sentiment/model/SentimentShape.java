package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Pooling;
import java.util.List;
import java.util.Map;

/**
 * The architecture of a classifying network and its parameters: what {@link SentimentNetwork}
 * declares for training and {@link SentimentClassifier} takes. Immutable.
 *
 * @param config architecture and sizes
 * @param vocabularySize number of tokens
 * @param classes number of classes
 */
public record SentimentShape(NetworkConfig config, int vocabularySize, int classes) {

  /**
   * The shape of a classifying network. Immutable.
   *
   * @param encoder architecture of the encoder
   * @param cell kind of every recurrent layer
   * @param embeddingSize E; the width of Transformer layers
   * @param layers bidirectional or Transformer layers
   * @param hiddenSize H of each direction of recurrent layers
   * @param pooling how the states become one vector
   * @param ngrams which n-grams the output layer sees as well
   * @param heads of attention in Transformer layers
   * @param feedForward units inside their feed-forward networks
   */
  public record NetworkConfig(
      @Setting(or = "recurrent") EncoderKind encoder,
      @Setting(or = "lstm") CellType cell,
      @Setting(or = "128", min = 1, max = 8192) int embeddingSize,
      @Setting(or = "1", min = 1, max = 16) int layers,
      @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
      @Setting(or = "[max, mean]") List<Pooling> pooling,
      Ngrams.Config ngrams,
      @Setting(or = "4", min = 1, max = 256) int heads,
      @Setting(or = "512", min = 1, max = 65_536) int feedForward)
      implements Settings.Checked {
    public NetworkConfig {
      pooling = List.copyOf(pooling);
    }

    /** A recurrent encoder. */
    public NetworkConfig(
        CellType cell,
        int embeddingSize,
        int layers,
        int hiddenSize,
        List<Pooling> pooling,
        Ngrams.Config ngrams) {
      this(EncoderKind.RECURRENT, cell, embeddingSize, layers, hiddenSize, pooling, ngrams, 4, 512);
    }

    @Override
    public void check(Settings settings) {
      settings.errorIf(
          pooling.isEmpty(),
          "pooling",
          "is empty; name at least one of max, mean, last, attention");
      settings.errorIf(
          encoder == EncoderKind.TRANSFORMER && embeddingSize % heads != 0,
          "heads",
          "does not divide embedding-size = %d; choose a divisor".formatted(embeddingSize));
    }

    /** Without the architecture where it is recurrent: as before there was a choice. */
    @Override
    public Map<String, String> unused() {
      String recurrent = "belongs to encoder: recurrent; remove it";
      String transformer = "belongs to encoder: transformer; remove it, or name that encoder";
      return switch (encoder) {
        case RECURRENT -> Map.of("encoder", "", "heads", transformer, "feed-forward", transformer);
        case TRANSFORMER -> Map.of("cell", recurrent, "hidden-size", recurrent);
      };
    }
  }

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
