package dev.ieum.sequences.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.CellType;

/**
 * The shape of a next-event network. Immutable.
 *
 * @param cell kind of every recurrent layer
 * @param embeddingSize E
 * @param hiddenSize H
 * @param layers recurrent layers, read from left to right; from the second on, each adds to what it
 *     reads
 */
public record NetworkConfig(
    @Setting(or = "gru") CellType cell,
    @Setting(or = "128", min = 1, max = 8192) int embeddingSize,
    @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
    @Setting(or = "1", min = 1, max = 16) int layers) {}
