/** Training of translation models: {@link dev.ieum.seq2seq.train.TranslationTrainer}. */
package dev.ieum.seq2seq.train;
