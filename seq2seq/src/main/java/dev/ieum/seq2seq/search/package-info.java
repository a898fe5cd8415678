/** Search for translations: {@link dev.ieum.seq2seq.search.BeamSearch}. */
package dev.ieum.seq2seq.search;
