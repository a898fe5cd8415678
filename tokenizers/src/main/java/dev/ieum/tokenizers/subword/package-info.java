/** Byte pair encoding: training, the model file and the tokenizers. */
package dev.ieum.tokenizers.subword;
