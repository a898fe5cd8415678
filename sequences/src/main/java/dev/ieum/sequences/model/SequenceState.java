package dev.ieum.sequences.model;

/**
 * All that a network remembers of the events it has read. Immutable: reading on makes another.
 *
 * @param hidden {@code [layers][H]}; not copied, do not change
 * @param cell {@code [layers][H]}; rows are empty where cells are not LSTM's
 */
@SuppressWarnings("ArrayRecordComponent") // copied nowhere, changed nowhere
public record SequenceState(float[][] hidden, float[][] cell) {}
