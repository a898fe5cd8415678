package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;
import org.apache.lucene.util.Attribute;

/**
 * What the analysis knows of a term beyond its text. Not thread-safe, as Lucene's attributes are.
 *
 * <p>The part of speech is also the term's {@link
 * org.apache.lucene.analysis.tokenattributes.TypeAttribute type}, so that Lucene's filters by type
 * see it. Lucene's own attribute of that purpose has another Java signature in Lucene 10 than in 9
 * and is not set.
 */
public interface MorphemeAttribute extends Attribute {

  /** Returns the part of speech; {@link PartOfSpeech#UNKNOWN} where the tokenizer finds none. */
  PartOfSpeech getPartOfSpeech();

  /** Whether the term, or a part of it, negates, such as 안, 못 and 않다. */
  boolean isNegator();

  /** Sets both. */
  void setMorpheme(PartOfSpeech partOfSpeech, boolean negator);
}
