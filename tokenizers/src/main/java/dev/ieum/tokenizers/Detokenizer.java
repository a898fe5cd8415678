package dev.ieum.tokenizers;

import java.util.List;

/**
 * Joins tokens back into text; only reversible tokenizers implement it.
 *
 * <p>{@code detokenize(texts of tokenize(x))} equals {@code x} after NFC, with every run of white
 * space made one U+0020 and none at either end.
 */
public interface Detokenizer {

  /** U+2581, put before a token that a space precedes. */
  char SPACE_MARK = '\u2581';

  /** Returns the text that {@code tokens} spell; never fails, whatever a model emits. */
  String detokenize(List<String> tokens);
}
