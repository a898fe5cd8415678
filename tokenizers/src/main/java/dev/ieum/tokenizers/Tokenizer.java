package dev.ieum.tokenizers;

import java.util.List;

/**
 * Cuts text into tokens.
 *
 * <p>Implementations are safe to share between threads. Offsets never go back, lie in the text and
 * cut the characters that each token names (its space mark aside).
 */
public interface Tokenizer {

  /** Returns the tokens of {@code text} in order; an empty or blank text has none. */
  List<Token> tokenize(String text);
}
