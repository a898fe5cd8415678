package dev.ieum.tokenizers.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells languages apart by script first; within the Latin script by frequent words and by letters.
 *
 * <p>Each script gets the share of the text that is written in it, where a syllable or ideograph
 * counts as several letters. Han beside kana is Japanese, beside more Hangul Korean, else Chinese.
 * The share of the Latin script is divided among {@link LatinLanguage}s by their probabilities
 * (naive Bayes over words). A single Latin word that is in no list gets little more than the
 * languages' prior probabilities, and says so by a low probability. Immutable, and thread-safe.
 */
public final class ScriptLanguageDetector implements LanguageDetector {
  /** What a script means that one language (or one above all) is written in. */
  private static final Map<UnicodeScript, String> LANGUAGES =
      Map.ofEntries(
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.HIRAGANA, "ja"),
          Map.entry(UnicodeScript.KATAKANA, "ja"),
          Map.entry(UnicodeScript.HAN, "zh"),
          Map.entry(UnicodeScript.CYRILLIC, "ru"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.ARABIC, "ar"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.DEVANAGARI, "hi"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"));

  /** A syllable or ideograph says about as much as so many letters. */
  private static final double LETTERS_PER_SYLLABLE = 2.5;

  /** More tells nothing new. */
  private static final int MOST_CHARACTERS = 4000;

  private static final Pattern NOISE =
      Pattern.compile("\\b\\w+://\\S+|\\bwww\\.\\S+|\\S+@\\S+\\.\\S+|[#@]\\w+");

  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{IsLatin}']+");

  @Override
  public List<Detection> detect(String text) {
    String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    String letters = NOISE.matcher(start).replaceAll(" ");
    Map<UnicodeScript, Double> scripts = scripts(letters);
    if (scripts.isEmpty()) { // a link and nothing else is in Latin letters at least
      letters = start;
      scripts = scripts(letters);
    }
    double total = scripts.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> languages = new HashMap<>();
    for (Map.Entry<UnicodeScript, Double> script : scripts.entrySet()) {
      double share = script.getValue() / total;
      if (script.getKey() == UnicodeScript.LATIN) {
        latin(letters).forEach((language, p) -> languages.merge(language, share * p, Double::sum));
      } else {
        languages.merge(language(script.getKey(), scripts), share, Double::sum);
      }
    }
    List<Detection> detections = new ArrayList<>();
    languages.forEach((language, p) -> detections.add(new Detection(language, p)));
    detections.sort(
        Comparator.comparingDouble(Detection::probability)
            .reversed()
            .thenComparing(Detection::language));
    return detections;
  }

  private static Map<UnicodeScript, Double> scripts(String text) {
    Map<UnicodeScript, Double> scripts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(
            c -> {
              UnicodeScript script = UnicodeScript.of(c);
              if (script == UnicodeScript.LATIN) {
                scripts.merge(script, 1.0, Double::sum);
              } else if (LANGUAGES.containsKey(script)) {
                scripts.merge(
                    script,
                    Character.isIdeographic(c) || script == UnicodeScript.HANGUL
                        ? LETTERS_PER_SYLLABLE
                        : 1.0,
                    Double::sum);
              }
            });
    return scripts;
  }

  private static String language(UnicodeScript script, Map<UnicodeScript, Double> scripts) {
    if (script != UnicodeScript.HAN) {
      return LANGUAGES.get(script);
    }
    boolean kana =
        scripts.containsKey(UnicodeScript.HIRAGANA) || scripts.containsKey(UnicodeScript.KATAKANA);
    double han = scripts.get(UnicodeScript.HAN);
    return kana ? "ja" : scripts.getOrDefault(UnicodeScript.HANGUL, 0.0) >= han ? "ko" : "zh";
  }

  private static Map<String, Double> latin(String text) {
    List<String> words =
        NOT_WORDS.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
    Map<LatinLanguage, Double> logs = new EnumMap<>(LatinLanguage.class);
    for (LatinLanguage language : LatinLanguage.values()) {
      double log = Math.log(language.prior());
      for (String word : words) {
        log += language.logLikelihood(word);
      }
      logs.put(language, log);
    }
    double most = logs.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double sum = logs.values().stream().mapToDouble(log -> Math.exp(log - most)).sum();
    Map<String, Double> probabilities = new HashMap<>();
    logs.forEach(
        (language, log) ->
            probabilities.merge(language.code(), Math.exp(log - most) / sum, Double::sum));
    return probabilities;
  }
}
