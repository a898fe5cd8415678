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
 * @param decoderLayers attention follows the first; each further layer also reads what the first
 *     attended to
 * @param decoderHidden H of the decoder
 * @param attention how the decoder sees the source
 */
public record NetworkConfig(
    @Setting(or = "lstm") CellType cell,
    @Setting(or = "256", min = 1, max = 8192) int embeddingSize,
    @Setting(or = "1", min = 1, max = 16) int encoderLayers,
    @Setting(or = "256", min = 1, max = 8192) int encoderHidden,
    @Setting(or = "2", min = 1, max = 16) int decoderLayers,
    @Setting(or = "512", min = 1, max = 8192) int decoderHidden,
    @Setting(or = "general") AttentionKind attention) {}
