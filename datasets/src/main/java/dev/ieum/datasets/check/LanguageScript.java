package dev.ieum.datasets.check;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The scripts in which languages are written. */
final class LanguageScript {
  private static final int FEW_LETTERS = 3;

  private static final Map<String, Set<UnicodeScript>> OTHER_THAN_LATIN =
      Map.ofEntries(
          Map.entry("ko", EnumSet.of(UnicodeScript.HANGUL)),
          Map.entry(
              "ja", EnumSet.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN)),
          Map.entry("zh", EnumSet.of(UnicodeScript.HAN)),
          Map.entry("ru", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("uk", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("bg", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("el", EnumSet.of(UnicodeScript.GREEK)),
          Map.entry("ar", EnumSet.of(UnicodeScript.ARABIC)),
          Map.entry("fa", EnumSet.of(UnicodeScript.ARABIC)),
          Map.entry("ur", EnumSet.of(UnicodeScript.ARABIC)),
          Map.entry("he", EnumSet.of(UnicodeScript.HEBREW)),
          Map.entry("hi", EnumSet.of(UnicodeScript.DEVANAGARI)),
          Map.entry("th", EnumSet.of(UnicodeScript.THAI)),
          Map.entry("ka", EnumSet.of(UnicodeScript.GEORGIAN)),
          Map.entry("hy", EnumSet.of(UnicodeScript.ARMENIAN)));

  private static final Set<String> LATIN =
      Set.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi", "pl", "cs", "sk",
          "sl", "hr", "hu", "ro", "et", "lv", "lt", "tr", "vi", "id", "ms", "ca", "eu", "gl", "ga");

  private LanguageScript() {}

  /**
   * Tells whether {@code text} has letters, a few at least, but none of a script of {@code
   * language}; never of a language that is not known.
   */
  static boolean isWrong(String text, String language) {
    String code = language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    Set<UnicodeScript> scripts =
        LATIN.contains(code)
            ? EnumSet.of(UnicodeScript.LATIN)
            : OTHER_THAN_LATIN.getOrDefault(code, Set.of());
    return !scripts.isEmpty()
        && text.codePoints().filter(Character::isLetter).limit(FEW_LETTERS).count() == FEW_LETTERS
        && text.codePoints()
            .filter(Character::isLetter)
            .noneMatch(letter -> scripts.contains(UnicodeScript.of(letter)));
  }
}
