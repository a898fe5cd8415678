/** Training of translation models: {@link dev.ieum.seq2seq.train.TranslationConfig}. */
package dev.ieum.seq2seq.train;
