/**
 * Translation: configuration, network, search, training, and one friendly façade.
 *
 * <p>Read {@link dev.ieum.seq2seq.TextTranslator} first; its {@code translate} is the whole road.
 */
package dev.ieum.seq2seq;
