package dev.ieum.lucene;

import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.text.NormalizedText;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeFactory;

/**
 * A Lucene analyzer for Korean, or over any tokenizer. Thread-safe, as Lucene's analyzers are.
 *
 * <p>Korean is split into morphemes, compounds into their parts; particles, endings and other
 * function words are dropped, negators are not; Hanja is read in Hangul; Latin letters are
 * lower-cased. The factories {@link IeumTokenizerFactory} and {@link IeumPartOfSpeechFilterFactory}
 * make other choices. A field is read completely before it is split.
 */
public final class IeumAnalyzer extends Analyzer {
  private final TermSource source;
  private final boolean filtered;

  /** Makes an analyzer for Korean. */
  public IeumAnalyzer() {
    this(UserDictionary.EMPTY);
  }

  /** Makes an analyzer for Korean that prefers the words of {@code dictionary}. */
  public IeumAnalyzer(UserDictionary dictionary) {
    this(
        new MorphemeTerms(
            new KoreanMorphology(dictionary, NormalizedText::unchanged),
            Decompound.DISCARD,
            false,
            true),
        true);
  }

  private IeumAnalyzer(TermSource source, boolean filtered) {
    this.source = source;
    this.filtered = filtered;
  }

  /**
   * Returns an analyzer whose terms are the tokens of {@code tokenizer} without their space marks,
   * so that an index has the same tokens as a model; a mark that stands alone gives no term.
   */
  public static IeumAnalyzer of(Tokenizer tokenizer) {
    return new IeumAnalyzer(TermSource.of(tokenizer), false);
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    IeumTokenizer tokenizer = new IeumTokenizer(AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY, source);
    if (!filtered) {
      return new TokenStreamComponents(tokenizer);
    }
    TokenStream kept = new PartOfSpeechFilter(tokenizer, PartOfSpeechFilter.DEFAULT_DROPPED, true);
    return new TokenStreamComponents(tokenizer, new LowerCaseFilter(kept));
  }

  @Override
  protected TokenStream normalize(String fieldName, TokenStream in) {
    return filtered ? new LowerCaseFilter(in) : in;
  }
}
