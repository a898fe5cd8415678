package dev.ieum.sequences.model;

/**
 * All that a network remembers of the events it has read. Immutable: reading on makes another.
 *
 * @param hidden of recurrent layers {@code [layers][H]}; of Transformer layers see {@link
 *     TransformerLayers}; not copied, do not change
 * @param cell {@code [layers][H]}; rows are empty where cells are not LSTM's, none of Transformers
 */
@SuppressWarnings("ArrayRecordComponent") // copied nowhere, changed nowhere
public record SequenceState(float[][] hidden, float[][] cell) {}
