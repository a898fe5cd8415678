/** Byte pair encoding: training it, its file and its tokenizers. */
package dev.ieum.tokenizers.subword;
