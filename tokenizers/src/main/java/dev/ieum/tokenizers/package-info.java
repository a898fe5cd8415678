/**
 * Text to tokens and back: the contracts, and tokenizers that know no language.
 *
 * <p>Read {@link dev.ieum.tokenizers.Tokenizer} first, then {@code
 * dev.ieum.tokenizers.spec.TokenizerSpec}, which names the tokenizers and makes them.
 */
package dev.ieum.tokenizers;
