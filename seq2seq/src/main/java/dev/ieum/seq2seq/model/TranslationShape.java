package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The architecture of a translation network and its parameters: what {@link TranslationNetwork}
 * declares for training and {@code inference.EncoderDecoder} takes. Immutable.
 *
 * @param config architectures and sizes
 * @param sourceVocabularySize number of source tokens
 * @param targetVocabularySize V, number of target tokens
 * @param shared whether source and target share one vocabulary and so one embedding
 */
public record TranslationShape(
    NetworkConfig config, int sourceVocabularySize, int targetVocabularySize, boolean shared) {

  /** Reads a bundle's settings. */
  public static TranslationShape read(
      Settings settings, int sourceVocabularySize, int targetVocabularySize, boolean shared) {
    return new TranslationShape(
        settings.read(NetworkConfig.class), sourceVocabularySize, targetVocabularySize, shared);
  }

  /** Returns M, the width of what the decoder attends to. */
  public int memorySize() {
    return encoderShape().outputSize();
  }

  /** Returns the shape of the encoder. */
  public EncoderShape encoderShape() {
    return new EncoderShape(
        config.encoder(),
        "encoder",
        config.cell(),
        config.embeddingSize(),
        config.encoderHidden(),
        config.encoderLayers(),
        config.heads(),
        config.feedForward());
  }

  /** Returns the parameters of the embedding that the encoder reads. */
  public ParameterList sourceEmbedding() {
    return shared
        ? targetEmbedding()
        : ParameterList.embedding(
            "source_embedding", sourceVocabularySize, config.embeddingSize(), false);
  }

  /** Returns the parameters of the embedding that the decoder reads, and of the tied output. */
  public ParameterList targetEmbedding() {
    return ParameterList.embedding(
        "target_embedding", targetVocabularySize, config.embeddingSize(), true);
  }

  /** Returns how many vectors of H numbers the states of all recurrent decoder layers are. */
  int stateVectors() {
    return config.decoderLayers() * (config.cell() == CellType.LSTM ? 2 : 1);
  }

  /** Returns the parameters of the map from the encoder's last vector to the first states. */
  public ParameterList bridge() {
    int out = stateVectors() * config.decoderHidden();
    return ParameterList.projection("decoder.bridge", memorySize(), out, true);
  }

  /** Returns the parameters of a recurrent decoder layer; all but the first read the context. */
  public ParameterList decoderLayer(int i) {
    int hidden = config.decoderHidden();
    int width = i == 0 ? config.embeddingSize() : hidden + memorySize();
    return ParameterList.recurrent("decoder." + i, config.cell(), width, hidden);
  }

  /** Returns the parameters of attention's keys. */
  public ParameterList attentionKeys() {
    return ParameterList.attentionKeys("decoder.attention", memorySize(), config.decoderHidden());
  }

  /** Returns the parameters of the map from state and context to the vector that is scored. */
  public ParameterList output() {
    int in = config.decoderHidden() + memorySize();
    return ParameterList.projection("decoder.output", in, config.embeddingSize(), true);
  }

  /** Returns the parameters of the self-attention of Transformer layer {@code i}. */
  public ParameterList selfAttention(int i) {
    int size = config.embeddingSize();
    return ParameterList.multiHead("decoder.%d.self_attention".formatted(i), size, size);
  }

  /** Returns the parameters of the simple recurrent unit of layer {@code i}. */
  public ParameterList simpleRecurrentUnit(int i) {
    return ParameterList.simpleRecurrentUnit(
        "decoder.%d.unit".formatted(i), config.embeddingSize());
  }

  /** Returns the parameters of the attention to the source of Transformer layer {@code i}. */
  public ParameterList sourceAttention(int i) {
    return ParameterList.multiHead(
        "decoder.%d.attention".formatted(i), config.embeddingSize(), memorySize());
  }

  /** Returns the parameters of the feed-forward network of Transformer layer {@code i}. */
  public ParameterList feedForward(int i) {
    return ParameterList.feedForward(
        "decoder.%d.feed_forward".formatted(i), config.embeddingSize(), config.feedForward());
  }

  /** Returns the parameters of the norm before each of the three parts of Transformer layer i. */
  public List<ParameterList> norms(int i) {
    return Stream.of("self", "attention", "feed_forward")
        .map(part -> "decoder.%d.%s_norm".formatted(i, part))
        .map(name -> ParameterList.layerNorm(name, config.embeddingSize()))
        .toList();
  }

  /** Returns the parameters of the norm after all Transformer layers. */
  public ParameterList norm() {
    return ParameterList.layerNorm("decoder.norm", config.embeddingSize());
  }
}
