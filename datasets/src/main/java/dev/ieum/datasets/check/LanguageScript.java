package dev.ieum.datasets.check;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The scripts in which languages are written. */
final class LanguageScript {
  private static final int FEW_LETTERS = 3;

  private static final Map<UnicodeScript, Set<String>> LANGUAGES =
      Map.ofEntries(
          Map.entry(
              UnicodeScript.LATIN,
              Set.of(
                  "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi", "pl",
                  "cs", "sk", "sl", "hr", "hu", "ro", "et", "lv", "lt", "tr", "vi", "id", "ms",
                  "ca", "eu", "gl", "ga")),
          Map.entry(UnicodeScript.HANGUL, Set.of("ko")),
          Map.entry(UnicodeScript.HIRAGANA, Set.of("ja")),
          Map.entry(UnicodeScript.KATAKANA, Set.of("ja")),
          Map.entry(UnicodeScript.HAN, Set.of("ja", "zh")),
          Map.entry(UnicodeScript.CYRILLIC, Set.of("ru", "uk", "bg")),
          Map.entry(UnicodeScript.GREEK, Set.of("el")),
          Map.entry(UnicodeScript.ARABIC, Set.of("ar", "fa", "ur")),
          Map.entry(UnicodeScript.HEBREW, Set.of("he")),
          Map.entry(UnicodeScript.DEVANAGARI, Set.of("hi")),
          Map.entry(UnicodeScript.THAI, Set.of("th")),
          Map.entry(UnicodeScript.GEORGIAN, Set.of("ka")),
          Map.entry(UnicodeScript.ARMENIAN, Set.of("hy")));

  private LanguageScript() {}

  /**
   * Tells whether {@code text} has letters, a few at least, but none of a script of {@code
   * language}; never of a language that is not known.
   */
  static boolean isWrong(String text, String language) {
    String code = language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return LANGUAGES.values().stream().anyMatch(languages -> languages.contains(code))
        && text.codePoints().filter(Character::isLetter).limit(FEW_LETTERS).count() == FEW_LETTERS
        && text.codePoints()
            .filter(Character::isLetter)
            .mapToObj(UnicodeScript::of)
            .noneMatch(script -> LANGUAGES.getOrDefault(script, Set.of()).contains(code));
  }
}
