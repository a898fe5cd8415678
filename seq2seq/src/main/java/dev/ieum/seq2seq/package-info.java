/**
 * Translation: configuration, network, search, training, and one façade.
 *
 * <p>Read {@link dev.ieum.seq2seq.TextTranslator} first: its {@code translate} leads through the
 * rest.
 */
package dev.ieum.seq2seq;
