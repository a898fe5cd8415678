/** Ieum seq2seq. */
package dev.ieum.seq2seq;
