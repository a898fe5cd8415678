package dev.ieum.lucene;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of a field into terms. Thread-safe. */
@FunctionalInterface
interface TermSource {

  /** Returns the terms of {@code text}; their begin offsets never decrease. */
  List<Term> terms(String text);

  /**
   * Returns a source of the tokens of {@code tokenizer}, without their space marks; a mark that
   * stands alone gives no term.
   */
  static TermSource of(Tokenizer tokenizer) {
    return text -> {
      List<Term> terms = new ArrayList<>();
      for (Token token : tokenizer.tokenize(text)) {
        String literal = ReversibleTokenizer.literal(token.text());
        if (!literal.isEmpty()) {
          terms.add(
              new Term(literal, token.begin(), token.end(), PartOfSpeech.UNKNOWN, false, 1, 1));
        }
      }
      return terms;
    };
  }
}
