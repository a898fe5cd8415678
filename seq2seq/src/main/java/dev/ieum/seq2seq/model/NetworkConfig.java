package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.CellType;

/**
 * The shape of a translation network. Immutable.
 *
 * @param cell kind of every recurrent layer
 * @param embeddingSize E, of source, target and output, which are tied
 * @param encoderLayers bidirectional layers
 * @param encoderHidden H of each direction
 * @param decoderLayers attention follows the first; each further layer also reads what the first
 *     attended to
 * @param decoderHidden H of the decoder
 * @param attention how the decoder sees the source
 */
public record NetworkConfig(
    @Doc("Kind of every recurrent layer.") @Setting(or = "lstm") CellType cell,
    @Doc("Numbers in the vector of a token.") @Setting(or = "256", min = 1, max = 8192)
        int embeddingSize,
    @Doc("Bidirectional layers of the encoder.") @Setting(or = "1", min = 1, max = 16)
        int encoderLayers,
    @Doc("Units of each direction of the encoder.") @Setting(or = "256", min = 1, max = 8192)
        int encoderHidden,
    @Doc("Layers of the decoder; each but the first also reads what the first attended to.")
        @Setting(or = "2", min = 1, max = 16)
        int decoderLayers,
    @Doc("Units of the decoder.") @Setting(or = "512", min = 1, max = 8192) int decoderHidden,
    @Doc("How the decoder scores source positions.") @Setting(or = "general")
        AttentionKind attention) {}
