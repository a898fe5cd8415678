package dev.ieum.cli.compare;

import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The architectures that can be compared, as settings of {@code ieum train}. */
enum Architecture {
  /** Cells without gates (Elman 1990). */
  RNN,
  /** Gated recurrent units (Cho et al. 2014). */
  GRU,
  /** Long short-term memory (Hochreiter and Schmidhuber 1997). */
  LSTM,
  /** Self-attention (Vaswani et al. 2017). */
  TRANSFORMER,
  /** A Transformer encoder and an LSTM decoder (Chen et al. 2018). */
  HYBRID,
  /** A Transformer encoder and a decoder of simple recurrent units (Kim et al. 2019). */
  SSRU;

  private static final int HEADS = 4;
  private static final int ENCODER_LAYERS = 2;
  private static final int WIDEST = 6_400;

  /** Numbers in a token's vector and units of a layer, in networks of toy tasks. */
  private static final int TOY_SIZE = 64;

  String word() {
    return EnumWords.of(this);
  }

  /** Says whether every layer is recurrent and so reads tokens one after another. */
  boolean isRecurrent() {
    return this == RNN || this == GRU || this == LSTM;
  }

  /** Returns how many layers an encoder has, which wait for each other. */
  int encoderLayers() {
    return isRecurrent() ? 1 : ENCODER_LAYERS;
  }

  /** Returns the peak learning rate of translation: that of recurrent networks, or of others. */
  double learningRate() {
    return isRecurrent() ? 0.004 : 0.002;
  }

  /**
   * Returns the section {@code network} of a translation network.
   *
   * @param size numbers in a token's vector
   * @param width units: of recurrent layers, or inside feed-forward networks
   */
  Map<String, Object> network(int size, int width) {
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("embedding-size", size);
    if (isRecurrent()) {
      network.put("cell", word());
      network.put("encoder-hidden", width);
      network.put("decoder-hidden", width * 5 / 4);
      return network;
    }
    network.put("encoder", "transformer");
    network.put("encoder-layers", ENCODER_LAYERS);
    network.put("heads", HEADS);
    network.put("feed-forward", width);
    switch (this) {
      case HYBRID -> {
        network.put("decoder-layers", 1);
        network.put("decoder-hidden", size * 5 / 4);
      }
      case SSRU -> network.put("decoder", "ssru");
      default -> network.put("decoder", "transformer");
    }
    return network;
  }

  /** Returns the section {@code network} of a next-event network; none where there is no such. */
  Optional<Map<String, Object>> sequenceNetwork() {
    return switch (this) {
      case RNN, GRU, LSTM ->
          Optional.of(Map.of("cell", word(), "embedding-size", TOY_SIZE, "hidden-size", TOY_SIZE));
      case TRANSFORMER ->
          Optional.of(
              Map.of(
                  "architecture",
                  "transformer",
                  "embedding-size",
                  TOY_SIZE,
                  "layers",
                  2,
                  "heads",
                  HEADS,
                  "feed-forward",
                  2 * TOY_SIZE));
      case HYBRID, SSRU -> Optional.empty();
    };
  }

  /** Returns how many parameters a translation network has. */
  long parameters(int size, int width, int vocabulary) {
    NetworkConfig config =
        Settings.of("comparison", network(size, width)).read(NetworkConfig.class);
    ParameterStore counting = ParameterStore.counting();
    TranslationShape shape = new TranslationShape(config, vocabulary, vocabulary, true);
    return new TranslationNetwork(counting, shape) == null ? 0 : counting.size();
  }

  /** Returns the width that gives about {@code wanted} parameters, by bisection. */
  int width(int size, int vocabulary, long wanted) {
    int low = 4;
    int high = WIDEST;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (parameters(size, middle, vocabulary) > wanted) {
        high = middle;
      } else {
        low = middle;
      }
    }
    long below = wanted - parameters(size, low, vocabulary);
    long above = parameters(size, high, vocabulary) - wanted;
    return below <= above ? low : high;
  }
}
