package dev.ieum.sequences.model;

import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.nn.ParameterList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The architecture of a next-event network and its parameters: what {@link SequenceNetwork}
 * declares for training and {@link SequencePredictor} takes. Immutable.
 *
 * @param config the sizes
 * @param vocabularySize number of events, special tokens included
 */
public record SequenceShape(NetworkConfig config, int vocabularySize) {

  /** Returns the parameters of the table that reads and scores events. */
  ParameterList embedding() {
    return ParameterList.embedding("events", vocabularySize, config.embeddingSize(), true);
  }

  /** Returns the sizes of Transformer layers. */
  EncoderShape transformer() {
    return new EncoderShape(
        EncoderKind.TRANSFORMER,
        "layer",
        config.cell(),
        config.embeddingSize(),
        config.embeddingSize(),
        config.layers(),
        config.heads(),
        config.feedForward());
  }

  /** Returns the parameters of the recurrent layers, the lowest first. */
  List<ParameterList> layers() {
    return IntStream.range(0, config.layers()).mapToObj(this::layer).toList();
  }

  /** Returns the parameters of recurrent layer {@code i}, 0 for the first. */
  ParameterList layer(int i) {
    int inputSize = i == 0 ? config.embeddingSize() : config.hiddenSize();
    return ParameterList.recurrent("layer." + i, config.cell(), inputSize, config.hiddenSize());
  }

  /** Returns the parameters of the map from states to the vectors that are scored. */
  ParameterList output() {
    return ParameterList.projection("output", config.width(), config.embeddingSize(), true);
  }
}
