package dev.ieum.tokenizers.korean;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps morphemes by their kind; says no to none unless told to. Immutable.
 *
 * <p>Search engines leave out adverbs, auxiliaries and prefixes, and with them 안, 못, 않다 and 비-,
 * which turns a sentence into its opposite. So what negates is kept whatever its kind, until it is
 * given up by name with {@link #withoutNegators}.
 */
public final class MorphemeFilter implements Predicate<Morpheme> {
  private static final Set<String> NEGATORS =
      Set.of(
          "안/MAG", "아니/MAG", "못/MAG", "않/VX", "않/VV", "못하/VX", "못하/VV", "못하/VA", "말/VX", "아니하/VX",
          "아니하/VV", "아니/VCN", "아니/IC", "없/VA", "모르/VV", "비/XPN", "불/XPN", "부/XPN", "무/XPN", "미/XPN",
          "몰/XPN");

  private final Set<PartOfSpeech> dropped;
  private final boolean keepsNegators;

  private MorphemeFilter(Set<PartOfSpeech> dropped, boolean keepsNegators) {
    this.dropped = dropped;
    this.keepsNegators = keepsNegators;
  }

  /** Returns a filter that drops morphemes of these kinds, negators excepted. */
  public static MorphemeFilter dropping(Set<PartOfSpeech> kinds) {
    Set<PartOfSpeech> dropped = EnumSet.noneOf(PartOfSpeech.class);
    dropped.addAll(kinds);
    return new MorphemeFilter(dropped, true);
  }

  /** Returns this filter, dropping negators like any other morpheme of their kinds. */
  public MorphemeFilter withoutNegators() {
    return new MorphemeFilter(dropped, false);
  }

  /** Whether a morpheme, or a part of it, negates. */
  public static boolean isNegator(Morpheme morpheme) {
    return morpheme.partsOrSelf().stream()
        .anyMatch(part -> NEGATORS.contains(part.form() + "/" + part.tag()));
  }

  /** Whether {@code morpheme} stays. */
  @Override
  public boolean test(Morpheme morpheme) {
    return !dropped.contains(morpheme.tag()) || (keepsNegators && isNegator(morpheme));
  }
}
