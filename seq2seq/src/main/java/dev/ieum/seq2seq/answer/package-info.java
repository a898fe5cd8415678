/** Answers that a model knows by heart, beside those that its network writes. */
package dev.ieum.seq2seq.answer;
