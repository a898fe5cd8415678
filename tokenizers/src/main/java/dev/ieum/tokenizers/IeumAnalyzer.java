package dev.ieum.tokenizers;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * A Lucene analyzer over any of our tokenizers, so that an index has the same tokens as a model.
 *
 * <p>Terms are the tokens without their space marks; a mark that stands alone gives no term. A
 * field is read completely before it is tokenized. Thread-safe, as Lucene's analyzers are.
 */
public final class IeumAnalyzer extends Analyzer {
  private final Tokenizer tokenizer;

  /** Makes an analyzer over {@code tokenizer}. */
  public IeumAnalyzer(Tokenizer tokenizer) {
    this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    return new TokenStreamComponents(new Source(tokenizer));
  }

  private static final class Source extends org.apache.lucene.analysis.Tokenizer {
    private final Tokenizer tokenizer;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private Iterator<Token> tokens = List.<Token>of().iterator();
    private int length;

    Source(Tokenizer tokenizer) {
      this.tokenizer = tokenizer;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      StringWriter text = new StringWriter();
      input.transferTo(text);
      length = text.getBuffer().length();
      tokens = tokenizer.tokenize(text.toString()).iterator();
    }

    @Override
    public boolean incrementToken() {
      while (tokens.hasNext()) {
        Token token = tokens.next();
        String literal = ReversibleTokenizer.literal(token.text());
        if (!literal.isEmpty()) {
          clearAttributes();
          term.append(literal);
          offset.setOffset(correctOffset(token.begin()), correctOffset(token.end()));
          return true;
        }
      }
      return false;
    }

    @Override
    public void end() throws IOException {
      super.end();
      offset.setOffset(correctOffset(length), correctOffset(length));
    }
  }
}
