package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.Morpheme;
import dev.ieum.tokenizers.korean.MorphemeFilter;
import dev.ieum.tokenizers.text.Graphemes;
import java.util.ArrayList;
import java.util.List;

/**
 * The morphemes of Korean text as terms. Thread-safe.
 *
 * <p>As in Lucene's Nori, punctuation that is left out takes no position, and with {@link
 * Decompound#MIXED} a compound spans the positions of its parts, which follow it.
 *
 * @param morphology finds the morphemes
 * @param decompound what becomes of compounds
 * @param punctuation whether morphemes without a letter, a digit or an emoji are kept
 * @param readings whether Hanja is indexed by its reading in Hangul
 */
record MorphemeTerms(
    KoreanMorphology morphology, Decompound decompound, boolean punctuation, boolean readings)
    implements TermSource {

  @Override
  public List<Term> terms(String text) {
    List<Term> terms = new ArrayList<>();
    for (KoreanMorphology.Eojeol eojeol : morphology.analyze(text, decompound)) {
      boolean partOfLast = false;
      for (Morpheme morpheme : eojeol.morphemes()) {
        if (punctuation || isWord(morpheme.surface())) {
          terms.add(term(morpheme, partOfLast ? 0 : 1));
        }
        partOfLast = decompound == Decompound.MIXED && !morpheme.parts().isEmpty();
      }
    }
    return terms;
  }

  private Term term(Morpheme morpheme, int positions) {
    String surface = morpheme.surface();
    return new Term(
        readings ? morpheme.reading().orElse(surface) : surface,
        morpheme.begin(),
        morpheme.end(),
        morpheme.tag(),
        MorphemeFilter.isNegator(morpheme),
        positions,
        decompound == Decompound.MIXED ? Math.max(1, morpheme.parts().size()) : 1);
  }

  private static boolean isWord(String surface) {
    return surface.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || isEmoji(c));
  }

  private static boolean isEmoji(int c) {
    return c > 0xFF && Graphemes.isPictograph(c);
  }
}
