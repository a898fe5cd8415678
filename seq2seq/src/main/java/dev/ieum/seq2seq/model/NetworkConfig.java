package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Setting;
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
    @Setting(value = "Kind of every recurrent layer.", or = "lstm") CellType cell,
    @Setting(value = "Numbers in the vector of a token.", or = "256", min = 1, max = 8192)
        int embeddingSize,
    @Setting(value = "Bidirectional layers of the encoder.", or = "1", min = 1, max = 16)
        int encoderLayers,
    @Setting(value = "Units of each direction of the encoder.", or = "256", min = 1, max = 8192)
        int encoderHidden,
    @Setting(
            value = "Layers of the decoder; a second one also reads what the first attended to.",
            or = "2",
            min = 1,
            max = 2)
        int decoderLayers,
    @Setting(value = "Units of the decoder.", or = "512", min = 1, max = 8192) int decoderHidden,
    @Setting(value = "How the decoder scores source positions.", or = "general")
        AttentionKind attention) {}
