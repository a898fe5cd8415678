package dev.ieum.tokenizers;

import java.util.List;

/**
 * A tokenizer whose tokens, put one after another, are the text.
 *
 * <p>The form of the tokens: a leading {@link Detokenizer#SPACE_MARK} stands for the space before a
 * token, and the first token of a text has one as well, so that a word looks the same everywhere. A
 * U+2581 of the text itself is written {@code U+241B _}, and a U+241B (the symbol for escape)
 * twice. Subword tokenizers say for themselves how they write characters that they do not know.
 *
 * <p>Implementations are safe to share between threads.
 */
public interface ReversibleTokenizer extends Tokenizer, Detokenizer {

  /**
   * {@inheritDoc}
   *
   * <p>What no text gives (two marks in a row, white space in a token) is brought under the white
   * space law, so that one list of tokens is always one line.
   */
  @Override
  default String detokenize(List<String> tokens) {
    return TokenForm.join(tokens);
  }
}
