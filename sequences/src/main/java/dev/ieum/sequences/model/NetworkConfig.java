package dev.ieum.sequences.model;

import dev.ieum.core.config.Doc;
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
    @Doc("Kind of every recurrent layer.") @Setting(or = "gru") CellType cell,
    @Doc("Numbers in the vector of an event, read and scored by the same table.")
        @Setting(or = "128", min = 1, max = 8192)
        int embeddingSize,
    @Doc("Units of each layer.") @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
    @Doc("Recurrent layers, read from left to right.") @Setting(or = "1", min = 1, max = 16)
        int layers) {}
