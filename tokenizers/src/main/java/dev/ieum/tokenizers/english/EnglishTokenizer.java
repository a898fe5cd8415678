package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.BoundaryTokenizer;
import dev.ieum.tokenizers.TokenizerException;
import java.util.concurrent.ConcurrentLinkedQueue;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/**
 * Cuts English with OpenNLP's learned model, which knows "Dr." from the end of a sentence.
 *
 * <p>Needs {@code org.apache.opennlp:opennlp-models-tokenizer-en} on the class path. Thread-safe:
 * OpenNLP's tokenizer has state, so each call borrows one of its own; they share the model.
 */
public final class EnglishTokenizer extends BoundaryTokenizer {
  private final TokenizerModel model;
  private final ConcurrentLinkedQueue<TokenizerME> idle = new ConcurrentLinkedQueue<>();

  /**
   * Makes one.
   *
   * @throws TokenizerException when the model is not on the class path, with its Maven coordinate
   */
  public EnglishTokenizer() {
    model = EnglishModel.TOKENIZER.open(TokenizerModel::new);
  }

  @Override
  protected void cut(String text, boolean[] cutBefore) {
    TokenizerME tokenizer = idle.poll();
    if (tokenizer == null) {
      tokenizer = new TokenizerME(model);
    }
    for (int begin = 0; begin < text.length(); ) {
      int end = EnglishModel.pieceEnd(text, begin);
      for (Span span : tokenizer.tokenizePos(text.substring(begin, end))) {
        cutBefore[begin + span.getStart()] = true;
        if (begin + span.getEnd() < cutBefore.length) {
          cutBefore[begin + span.getEnd()] = true;
        }
      }
      begin = end;
    }
    idle.add(tokenizer);
  }
}
