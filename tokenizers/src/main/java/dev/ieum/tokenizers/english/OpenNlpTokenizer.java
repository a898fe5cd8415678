package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.BoundaryTokenizer;
import java.util.BitSet;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/**
 * Splits text where the kind of character changes, as Apache OpenNLP's {@link SimpleTokenizer}
 * does.
 *
 * <p>Kinds are letters, digits and others; among the others, each run of the same character is a
 * token. Characters that are white space to OpenNLP but not to Unicode (U+001C to U+001F) are kept
 * as tokens. Thread-safe.
 */
public final class OpenNlpTokenizer extends BoundaryTokenizer {

  /** Makes a tokenizer. */
  public OpenNlpTokenizer() {}

  @Override
  protected void findBoundaries(String text, BitSet boundaries) {
    for (Span span : SimpleTokenizer.INSTANCE.tokenizePos(text)) {
      boundaries.set(span.getStart());
      boundaries.set(span.getEnd());
    }
  }
}
