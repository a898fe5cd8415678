package dev.ieum.sequences;

/**
 * An event that may come next. Immutable.
 *
 * @param event the event; {@link SequenceModel#END} for the end of the sequence
 * @param probability from 0 to 1, among all events that may come
 */
public record Next(String event, double probability) {}
