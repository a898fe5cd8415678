package dev.ieum.seq2seq.model;

import com.google.gson.JsonObject;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;

/**
 * The shape of a translation network. Immutable.
 *
 * @param cell kind of every recurrent layer
 * @param embeddingSize E, of source, target and output, which are tied
 * @param encoderLayers bidirectional layers
 * @param encoderHidden H of each direction
 * @param decoderLayers 1: attention follows the only layer; 2: the second layer also reads what the
 *     first attended to, and so remembers it
 * @param decoderHidden H of the decoder
 * @param attention how the decoder sees the source
 */
public record NetworkConfig(
    CellType cell,
    int embeddingSize,
    int encoderLayers,
    int encoderHidden,
    int decoderLayers,
    int decoderHidden,
    AttentionKind attention) {

  /** Reads the section {@code network}. */
  public static NetworkConfig read(Settings settings) {
    return new NetworkConfig(
        settings.takeEnum("cell", CellType.class, CellType.LSTM),
        settings.takeInt("embedding-size", 1, 8192, 256),
        settings.takeInt("encoder-layers", 1, 16, 1),
        settings.takeInt("encoder-hidden", 1, 8192, 256),
        settings.takeInt("decoder-layers", 1, 2, 2),
        settings.takeInt("decoder-hidden", 1, 8192, 512),
        settings.takeEnum("attention", AttentionKind.class, AttentionKind.GENERAL));
  }

  /** Returns the settings as {@link #read} takes them. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("cell", EnumWords.of(cell));
    json.addProperty("embedding-size", embeddingSize);
    json.addProperty("encoder-layers", encoderLayers);
    json.addProperty("encoder-hidden", encoderHidden);
    json.addProperty("decoder-layers", decoderLayers);
    json.addProperty("decoder-hidden", decoderHidden);
    json.addProperty("attention", EnumWords.of(attention));
    return json;
  }
}
