package dev.ieum.sequences.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.CellType;

/**
 * The sizes of a network of forecasts that a configuration chooses. Immutable.
 *
 * @param cell kind of every recurrent layer
 * @param hiddenSize H
 * @param layers recurrent layers, read from left to right; from the second on, each adds to what it
 *     reads
 * @param headSize units between the recurrent layers and the quantiles
 */
public record ForecastSizes(
    @Setting(or = "gru") CellType cell,
    @Setting(or = "32", min = 1, max = 4096) int hiddenSize,
    @Setting(or = "1", min = 1, max = 16) int layers,
    @Setting(or = "32", min = 1, max = 4096) int headSize) {}
