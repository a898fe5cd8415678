package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a translation network. Immutable.
 *
 * @param encoder architecture of the encoder
 * @param decoder architecture of the decoder
 * @param cell kind of every recurrent layer
 * @param embeddingSize E, of source, target and output, which are tied; the width of all layers
 *     that are not recurrent
 * @param encoderLayers bidirectional or Transformer layers
 * @param encoderHidden H of each direction of a recurrent encoder
 * @param decoderLayers in a recurrent decoder attention follows the first, and each further layer
 *     also reads what the first attended to
 * @param decoderHidden H of a recurrent decoder
 * @param attention how a recurrent decoder sees the source
 * @param heads of attention in layers that are not recurrent
 * @param feedForward units inside the feed-forward networks of such layers
 */
public record NetworkConfig(
    @Setting(or = "recurrent") EncoderKind encoder,
    @Setting(or = "recurrent") DecoderKind decoder,
    @Setting(or = "lstm") CellType cell,
    @Setting(or = "256", min = 1, max = 8192) int embeddingSize,
    @Setting(or = "1", min = 1, max = 16) int encoderLayers,
    @Setting(or = "256", min = 1, max = 8192) int encoderHidden,
    @Setting(or = "2", min = 1, max = 16) int decoderLayers,
    @Setting(or = "512", min = 1, max = 8192) int decoderHidden,
    @Setting(or = "general") AttentionKind attention,
    @Setting(or = "4", min = 1, max = 256) int heads,
    @Setting(or = "1024", min = 1, max = 65_536) int feedForward)
    implements Settings.Checked {

  /** A recurrent encoder and a recurrent decoder. */
  public NetworkConfig(
      CellType cell,
      int embeddingSize,
      int encoderLayers,
      int encoderHidden,
      int decoderLayers,
      int decoderHidden,
      AttentionKind attention) {
    this(
        EncoderKind.RECURRENT,
        DecoderKind.RECURRENT,
        cell,
        embeddingSize,
        encoderLayers,
        encoderHidden,
        decoderLayers,
        decoderHidden,
        attention,
        4,
        1024);
  }

  @Override
  public void check(Settings settings) {
    settings.errorIf(
        !recurrent() && embeddingSize % heads != 0,
        "heads",
        "does not divide embedding-size = %d; choose a divisor".formatted(embeddingSize));
  }

  private boolean recurrent() {
    return encoder == EncoderKind.RECURRENT && decoder == DecoderKind.RECURRENT;
  }

  /** Without architectures where they are recurrent: as bundles and runs were before the choice. */
  @Override
  public Map<String, String> unused() {
    Map<String, String> unused = new LinkedHashMap<>();
    if (encoder == EncoderKind.RECURRENT) {
      unused.put("encoder", "");
    } else {
      unused.put("encoder-hidden", "belongs to encoder: recurrent; remove it");
    }
    if (decoder == DecoderKind.RECURRENT) {
      unused.put("decoder", "");
    } else {
      unused.put("decoder-hidden", "belongs to decoder: recurrent; remove it");
      unused.put("attention", "belongs to decoder: recurrent; remove it");
    }
    if (recurrent()) {
      unused.put("heads", "belongs to encoder: transformer, or decoder: transformer or ssru");
      unused.put(
          "feed-forward", "belongs to encoder: transformer, or decoder: transformer or ssru");
    } else if (encoder != EncoderKind.RECURRENT && decoder != DecoderKind.RECURRENT) {
      unused.put("cell", "belongs to recurrent encoders and decoders; remove it");
    }
    return unused;
  }
}
