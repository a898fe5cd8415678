/**
 * Text to tokens and back.
 *
 * <p>Read {@link dev.ieum.tokenizers.Tokenizer} first, then {@link
 * dev.ieum.tokenizers.TokenizerSpec}, which names the tokenizers and makes them.
 */
package dev.ieum.tokenizers;
