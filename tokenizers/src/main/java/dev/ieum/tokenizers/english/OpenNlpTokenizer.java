package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.BoundaryTokenizer;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/**
 * Cuts where the kind of character changes, as Apache OpenNLP's {@link SimpleTokenizer} does.
 *
 * <p>Kinds are letters, digits and the rest; of the rest, each run of one same character is a
 * token. What OpenNLP takes for white space and Unicode does not (U+001C to U+001F) stays as a
 * token. Thread-safe.
 */
public final class OpenNlpTokenizer extends BoundaryTokenizer {

  /** Makes one. */
  public OpenNlpTokenizer() {}

  @Override
  protected void cut(String text, boolean[] cutBefore) {
    for (Span span : SimpleTokenizer.INSTANCE.tokenizePos(text)) {
      cutBefore[span.getStart()] = true;
      if (span.getEnd() < cutBefore.length) {
        cutBefore[span.getEnd()] = true;
      }
    }
  }
}
