package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;

/**
 * What a recurrent layer carries from step to step.
 *
 * @param hidden {@code [1, B, H]}
 * @param cell {@code [1, B, H]}; the same array as {@code hidden} for cells that have no memory of
 *     their own
 */
public record RecurrentState(NDArray hidden, NDArray cell) {}
