package dev.ieum.seq2seq.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.seq2seq.model.TranslationNetwork;
import dev.ieum.seq2seq.model.TranslationShape;

/**
 * A trained {@link TranslationNetwork} that translates, in Java.
 *
 * <p>One token at a time is the worst case of a tensor library: it copies weights into its own
 * layout at every call, and calls cost more than the arithmetic. Here the weights are laid out
 * once. Tests hold it to {@link TranslationNetwork#logProbabilities}. Immutable and thread-safe;
 * rows are independent of each other, so other sentences never change a translation.
 */
public final class EncoderDecoder {
  private final Encoder encoder;
  private final Decoder decoder;
  private final Projection vocabulary;

  /**
   * Takes a network's parameters.
   *
   * @param format of its weights
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of such a network
   */
  public EncoderDecoder(Weights weights, TranslationShape shape, WeightFormat format) {
    this(
        Encoder.of(weights, shape.sourceEmbedding(), shape.encoderShape(), format),
        Decoder.of(weights, shape, format),
        Projection.of(weights, shape.targetEmbedding(), format));
    weights.requireAllTaken();
  }

  /** Composes a network; {@code vocabulary} scores the decoder's vectors. */
  EncoderDecoder(Encoder encoder, Decoder decoder, Projection vocabulary) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.vocabulary = vocabulary;
  }

  /** Returns the part that reads sources. */
  public Encoder encoder() {
    return encoder;
  }

  Decoder decoder() {
    return decoder;
  }

  /** Returns the map from a decoder's vector to a score for each target token. */
  Projection vocabulary() {
    return vocabulary;
  }
}
