package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;

/**
 * Drops terms by part of speech and keeps negators. A dropped term leaves its position empty, so
 * that phrases are not found across it. Not thread-safe, as Lucene's filters are.
 *
 * <p>Lucene's stop tags for Korean drop 안, 못 and 아니다 with the adverbs, auxiliaries and endings, so
 * that "재미없다" and "재미있다" or "안 좋다" and "좋다" become alike.
 */
final class PartOfSpeechFilter extends FilteringTokenFilter {
  /** What carries little meaning for search; all kinds of endings and particles. */
  static final Set<PartOfSpeech> DEFAULT_DROPPED = defaultDropped();

  private final Set<PartOfSpeech> dropped;
  private final boolean keepNegators;
  private final MorphemeAttribute morpheme = addAttribute(MorphemeAttribute.class);

  PartOfSpeechFilter(TokenStream input, Set<PartOfSpeech> dropped, boolean keepNegators) {
    super(input);
    this.dropped = dropped;
    this.keepNegators = keepNegators;
  }

  @Override
  protected boolean accept() {
    return !dropped.contains(morpheme.getPartOfSpeech()) || (keepNegators && morpheme.isNegator());
  }

  /**
   * Returns the parts of speech that a name stands for: one, or all endings for {@code E}, all
   * particles for {@code J}, which Lucene 10 divides; empty when there is none of that name.
   */
  static Set<PartOfSpeech> named(String name) {
    Set<PartOfSpeech> found = EnumSet.noneOf(PartOfSpeech.class);
    boolean group = name.equals("E") || name.equals("J");
    Arrays.stream(PartOfSpeech.values())
        .filter(tag -> group ? tag.name().startsWith(name) : tag.name().equals(name))
        .forEach(found::add);
    return found;
  }

  private static Set<PartOfSpeech> defaultDropped() {
    Set<PartOfSpeech> tags =
        EnumSet.of(
            PartOfSpeech.IC,
            PartOfSpeech.MAG,
            PartOfSpeech.MAJ,
            PartOfSpeech.MM,
            PartOfSpeech.SP,
            PartOfSpeech.SSC,
            PartOfSpeech.SSO,
            PartOfSpeech.SC,
            PartOfSpeech.SE,
            PartOfSpeech.SF,
            PartOfSpeech.VCP,
            PartOfSpeech.XPN,
            PartOfSpeech.XSA,
            PartOfSpeech.XSN,
            PartOfSpeech.XSV);
    tags.addAll(named("E"));
    tags.addAll(named("J"));
    return tags;
  }
}
