package dev.ieum.lucene;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.AttributeFactory;

/**
 * Lucene's form of a {@link TermSource}. A field is read completely before it is tokenized. Not
 * thread-safe, as Lucene's tokenizers are.
 */
final class IeumTokenizer extends Tokenizer {
  private final TermSource source;
  private final CharTermAttribute text = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute positions =
      addAttribute(PositionIncrementAttribute.class);
  private final PositionLengthAttribute positionLength =
      addAttribute(PositionLengthAttribute.class);
  private final TypeAttribute type = addAttribute(TypeAttribute.class);
  private final MorphemeAttribute morpheme = addAttribute(MorphemeAttribute.class);
  private Iterator<Term> terms = List.<Term>of().iterator();
  private int length;

  IeumTokenizer(AttributeFactory factory, TermSource source) {
    super(factory);
    this.source = source;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    StringWriter field = new StringWriter();
    input.transferTo(field);
    length = field.getBuffer().length();
    terms = source.terms(field.toString()).iterator();
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (!terms.hasNext()) {
      return false;
    }
    Term term = terms.next();
    text.append(term.text());
    offset.setOffset(correctOffset(term.begin()), correctOffset(term.end()));
    positions.setPositionIncrement(term.positions());
    positionLength.setPositionLength(term.length());
    type.setType(term.tag().name());
    morpheme.setMorpheme(term.tag(), term.negator());
    return true;
  }

  @Override
  public void end() throws IOException {
    super.end();
    offset.setOffset(correctOffset(length), correctOffset(length));
  }

  @Override
  public void close() throws IOException {
    super.close();
    terms = List.<Term>of().iterator(); // analyzers keep tokenizers, which must not keep texts
  }
}
