package dev.ieum.tokenizers.korean;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Common words that Nori's dictionary lacks and cuts in the wrong place. Immutable. */
final class AddedWords {
  /** Each word, and what it is made of. The longer ones keep 세종시대 from being 세종시 and 대. */
  private static final Map<String, List<String>> PARTS =
      new TreeMap<>(
          Map.of(
              "미성년자", List.of(),
              "세종시", List.of("세종", "시"),
              "세종시청", List.of("세종", "시청"),
              "세종시장", List.of("세종", "시장"),
              "세종시민", List.of("세종", "시민"),
              "세종시대", List.of("세종", "시대"),
              "세종시의회", List.of("세종", "시의회")));

  static final UserDictionary WORDS =
      new UserDictionary(
          PARTS.entrySet().stream()
              .map(entry -> new UserDictionary.Word(entry.getKey(), entry.getValue()))
              .toList());

  private AddedWords() {}

  /** Returns the kind of a word or part; a user dictionary has common nouns only. */
  static PartOfSpeech tag(String form, PartOfSpeech tag) {
    return form.equals("세종") || (form.startsWith("세종시") && PARTS.containsKey(form))
        ? PartOfSpeech.NNP
        : tag;
  }
}
