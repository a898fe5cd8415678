package dev.ieum.sentiment.model;

import dev.ieum.core.config.CheckedSettings;
import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderKind;
import dev.ieum.core.nn.Pooling;
import java.util.List;
import java.util.Map;

/**
 * The shape of a classifying network. Immutable.
 *
 * @param encoder architecture of the encoder
 * @param cell kind of every recurrent layer
 * @param embeddingSize E; the width of Transformer layers
 * @param layers bidirectional or Transformer layers
 * @param hiddenSize H of each direction of recurrent layers
 * @param pooling how the states become one vector
 * @param ngrams which n-grams stand beside it
 * @param heads of attention in Transformer layers
 * @param feedForward units inside their feed-forward networks
 */
public record NetworkConfig(
    @Doc("Architecture of the encoder.") @Setting(or = "recurrent") EncoderKind encoder,
    @Doc("Kind of every recurrent layer.") @Setting(or = "lstm") CellType cell,
    @Doc("Numbers in the vector of a token; width of the layers of a transformer.")
        @Setting(or = "128", min = 1, max = 8192)
        int embeddingSize,
    @Doc("Layers of the encoder; recurrent ones are bidirectional.")
        @Setting(or = "1", min = 1, max = 16)
        int layers,
    @Doc("Units of each direction of a recurrent encoder.")
        @Setting(or = "128", min = 1, max = 8192)
        int hiddenSize,
    @Doc("How the states of all tokens become one vector; several are joined.")
        @Setting(or = "[max, mean]")
        List<Pooling> pooling,
    @Doc("Hashed n-grams that the output layer sees beside the recurrent states.")
        NgramConfig ngrams,
    @Doc("Attention heads of a transformer; they divide the embedding size.")
        @Setting(or = "4", min = 1, max = 256)
        int heads,
    @Doc("Units inside the feed-forward networks of a transformer.")
        @Setting(or = "512", min = 1, max = 65_536)
        int feedForward)
    implements CheckedSettings {
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
      NgramConfig ngrams) {
    this(EncoderKind.RECURRENT, cell, embeddingSize, layers, hiddenSize, pooling, ngrams, 4, 512);
  }

  @Override
  public void check(Settings settings) {
    if (pooling.isEmpty()) {
      throw settings.error("pooling", "is empty; name at least one of max, mean, last, attention");
    }
    if (encoder == EncoderKind.TRANSFORMER && embeddingSize % heads != 0) {
      throw settings.error(
          "heads",
          "does not divide embedding-size = %d; choose a divisor".formatted(embeddingSize));
    }
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
