/**
 * Translation with a trained network: {@link dev.ieum.seq2seq.inference.BeamSearch} searches with
 * an {@link dev.ieum.seq2seq.inference.EncoderDecoder}.
 */
package dev.ieum.seq2seq.inference;
