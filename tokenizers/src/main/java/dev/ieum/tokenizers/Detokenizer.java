package dev.ieum.tokenizers;

import java.util.List;

/**
 * Joins tokens into text; only reversible tokenizers implement it. Implementations are safe to
 * share between threads.
 *
 * <p>{@code detokenize(texts of tokenize(x))} equals {@code x} after NFC, with every run of white
 * space replaced by one U+0020 and none at either end.
 */
public interface Detokenizer {

  /** U+2581, the prefix of a token that follows a space. */
  char SPACE_MARK = '\u2581';

  /** Returns the text that {@code tokens} spell; never fails, whatever tokens a model generates. */
  String detokenize(List<String> tokens);
}
