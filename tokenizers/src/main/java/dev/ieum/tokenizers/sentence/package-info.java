/** Sentence splitters for Korean and English. */
package dev.ieum.tokenizers.sentence;
