package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.BoundaryTokenizer;
import dev.ieum.tokenizers.TokenizerException;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/**
 * Splits English text with OpenNLP's learned model, which distinguishes "Dr." from the end of a
 * sentence.
 *
 * <p>Needs {@code org.apache.opennlp:opennlp-models-tokenizer-en} on the class path. Thread-safe:
 * OpenNLP's tokenizer has state, so each call borrows an instance; all share the model.
 */
public final class EnglishTokenizer extends BoundaryTokenizer {
  private final TokenizerModel model;
  private final ConcurrentLinkedQueue<TokenizerME> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads the model.
   *
   * @throws TokenizerException when the model is not on the class path, with its Maven coordinate
   */
  public EnglishTokenizer() {
    model = EnglishModel.TOKENIZER.open(TokenizerModel::new);
  }

  @Override
  protected void findBoundaries(String text, BitSet boundaries) {
    TokenizerME tokenizer =
        Objects.requireNonNullElseGet(idle.poll(), () -> new TokenizerME(model));
    for (int begin = 0; begin < text.length(); ) {
      int end = EnglishModel.pieceEnd(text, begin);
      for (Span span : tokenizer.tokenizePos(text.substring(begin, end))) {
        boundaries.set(begin + span.getStart());
        boundaries.set(begin + span.getEnd());
      }
      begin = end;
    }
    idle.add(tokenizer);
  }
}
