package dev.ieum.tokenizers.korean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds user words that cut common words in the wrong place.
 *
 * <p>A word spoils an eojeol when its edge falls inside one of the eojeol's morphemes, or when it
 * swallows a particle, an ending or the copula; and when the analysis with the dictionary indeed
 * differs.
 */
final class UserDictionaryCheck {
  private final KoreanMorphology without = new KoreanMorphology();
  private final KoreanMorphology with;
  private final List<String> common;

  private UserDictionaryCheck(UserDictionary dictionary) throws IOException {
    with = new KoreanMorphology(dictionary);
    common = Resources.lines("common-eojeols-ko.txt");
  }

  static List<String> warnings(UserDictionary dictionary) {
    try {
      UserDictionaryCheck check = new UserDictionaryCheck(dictionary);
      List<String> warnings = new ArrayList<>();
      for (UserDictionary.Word word : dictionary.words()) {
        check.warning(word.surface()).ifPresent(warnings::add);
      }
      return List.copyOf(warnings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> warning(String word) {
    for (String eojeol : common) {
      if (!eojeol.contains(word)) {
        continue;
      }
      List<Morpheme> before = without.analyze(eojeol).get(0).morphemes();
      List<Morpheme> after = with.analyze(eojeol).get(0).morphemes();
      int at = eojeol.indexOf(word);
      if (!join(before).equals(join(after)) && spoils(before, at, at + word.length())) {
        return Optional.of(
            "word = %s; it changes the common %s from %s to %s; leave it out, or add longer words"
                .formatted(word, eojeol, join(before), join(after)));
      }
    }
    return Optional.empty();
  }

  private static boolean spoils(List<Morpheme> morphemes, int begin, int end) {
    for (Morpheme morpheme : morphemes) {
      boolean beginInside = morpheme.begin() < begin && begin < morpheme.end();
      boolean endInside = morpheme.begin() < end && end < morpheme.end();
      boolean swallowed = begin <= morpheme.begin() && morpheme.end() <= end;
      if (beginInside || endInside || (swallowed && isFunctional(morpheme))) {
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
