/** Search for translations: {@link dev.ieum.seq2seq.inference.BeamSearch}. */
package dev.ieum.seq2seq.inference;
