/** The network: {@link dev.ieum.seq2seq.model.TranslationNetwork} is encoder, decoder, loss. */
package dev.ieum.seq2seq.model;
