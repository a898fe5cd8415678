package dev.ieum.tokenizers.korean;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds user words that cause wrong boundaries in common words.
 *
 * <p>A word breaks an eojeol when one of its ends is inside one of the eojeol's morphemes, or when
 * it covers a particle, an ending or the copula, and the analysis with the dictionary differs.
 */
final class UserDictionaryCheck {
  private static final UserDictionary COMMON = UserDictionary.bundled("common-eojeols-ko.txt");

  private final KoreanMorphology without = new KoreanMorphology();
  private final KoreanMorphology with;

  private UserDictionaryCheck(UserDictionary dictionary) {
    with = new KoreanMorphology(dictionary);
  }

  static List<String> warnings(UserDictionary dictionary) {
    UserDictionaryCheck check = new UserDictionaryCheck(dictionary);
    return dictionary.words().stream()
        .flatMap(word -> check.warning(word.surface()).stream())
        .toList();
  }

  private Optional<String> warning(String word) {
    for (UserDictionary.Word common : COMMON.words()) {
      String eojeol = common.surface();
      if (!eojeol.contains(word)) {
        continue;
      }
      List<Morpheme> before = without.analyze(eojeol).get(0).morphemes();
      List<Morpheme> after = with.analyze(eojeol).get(0).morphemes();
      int at = eojeol.indexOf(word);
      if (!join(before).equals(join(after)) && breaks(before, at, at + word.length())) {
        return Optional.of(
            "word = %s; it changes the common %s from %s to %s; leave it out, or add longer words"
                .formatted(word, eojeol, join(before), join(after)));
      }
    }
    return Optional.empty();
  }

  private static boolean breaks(List<Morpheme> morphemes, int begin, int end) {
    for (Morpheme morpheme : morphemes) {
      boolean startsInside = morpheme.begin() < begin && begin < morpheme.end();
      boolean endsInside = morpheme.begin() < end && end < morpheme.end();
      boolean covered = begin <= morpheme.begin() && morpheme.end() <= end;
      if (startsInside || endsInside || (covered && isFunctional(morpheme))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFunctional(Morpheme morpheme) {
    String tag = morpheme.tag().name();
    return tag.startsWith("J") || tag.startsWith("E") || morpheme.tag() == PartOfSpeech.VCP;
  }

  private static String join(List<Morpheme> morphemes) {
    return morphemes.stream().map(Morpheme::surface).collect(Collectors.joining("+"));
  }
}
