package dev.ieum.tokenizers;

import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts text into tokens.
 *
 * <p>Implementations are safe to share between threads. Offsets never go back, lie in the text and
 * cut the characters that each token names (its space mark aside).
 */
public interface Tokenizer {

  /** Returns the tokens of {@code text} in order; an empty or blank text has none. */
  List<Token> tokenize(String text);

  /**
   * Returns the tokens of each line, in the lines' order; the stream may be parallel, its threads
   * sharing this tokenizer.
   */
  default Stream<List<Token>> tokenizeAll(Stream<String> lines) {
    return lines.map(this::tokenize);
  }
}
