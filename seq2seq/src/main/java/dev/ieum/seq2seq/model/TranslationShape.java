package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderKind;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;

/**
 * The architecture of a translation network and its parameters: what {@link TranslationNetwork}
 * declares for training and {@code inference.EncoderDecoder} takes. Immutable.
 *
 * @param encoder architecture of the encoder
 * @param decoder architecture of the decoder
 * @param config the sizes
 * @param sourceVocabularySize number of source tokens
 * @param targetVocabularySize V, number of target tokens
 * @param shared whether source and target share one vocabulary and so one embedding
 */
public record TranslationShape(
    EncoderKind encoder,
    DecoderKind decoder,
    NetworkConfig config,
    int sourceVocabularySize,
    int targetVocabularySize,
    boolean shared) {

  /** A recurrent encoder and a recurrent decoder. */
  public TranslationShape(
      NetworkConfig config, int sourceVocabularySize, int targetVocabularySize, boolean shared) {
    this(
        EncoderKind.RECURRENT,
        DecoderKind.RECURRENT,
        config,
        sourceVocabularySize,
        targetVocabularySize,
        shared);
  }

  /** Reads a bundle's settings; {@code encoder} and {@code decoder} are recurrent by default. */
  public static TranslationShape read(
      Settings settings, int sourceVocabularySize, int targetVocabularySize, boolean shared) {
    Kinds kinds = settings.read(Kinds.class);
    return new TranslationShape(
        kinds.encoder(),
        kinds.decoder(),
        settings.read(NetworkConfig.class),
        sourceVocabularySize,
        targetVocabularySize,
        shared);
  }

  private record Kinds(
      @Setting(or = "recurrent") EncoderKind encoder,
      @Setting(or = "recurrent") DecoderKind decoder) {}

  /** Returns M, the width of what the decoder attends to. */
  public int memorySize() {
    return encoderShape().outputSize();
  }

  /** Returns the shape of the encoder. */
  public EncoderShape encoderShape() {
    return new EncoderShape(
        encoder,
        "encoder",
        config.cell(),
        config.embeddingSize(),
        config.encoderHidden(),
        config.encoderLayers());
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
}
