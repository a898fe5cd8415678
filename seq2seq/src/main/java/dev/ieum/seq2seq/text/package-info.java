/**
 * Text as people write it, made ready for a translation network, and its translation made whole
 * again: sentences, tags, entities, capitals.
 */
package dev.ieum.seq2seq.text;
