package dev.ieum.server.json;

import dev.ieum.core.config.EnumWords;
import dev.ieum.sentiment.Explanation.Contribution;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.seq2seq.Translation;
import dev.ieum.sequences.Next;
import dev.ieum.sequences.forecast.Forecast;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.korean.Morpheme;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results as fields of JSON: maps, lists, texts and numbers, in the order in which they are
 * written. The server's answers and the command line's JSON lines are made of them. Stateless.
 */
public final class ResultFields {
  /** The fields of a sentiment, which are null where there is none. */
  public static final List<String> SENTIMENT = List.of("label", "probabilities", "score");

  private ResultFields() {}

  /** Returns an object of alternating names and values, in this order; it may be changed. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** Returns a number of a model rounded to four decimal places, which is what is significant. */
  public static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
  }

  /**
   * Returns the fields of a translation, without its source.
   *
   * @param alignment whether alignments are among them
   */
  public static Map<String, Object> translation(Translation translation, boolean alignment) {
    Map<String, Object> object = scored(translation.text(), translation.logProbability());
    object.put(
        "nbest",
        translation.nbest().stream()
            .map(
                candidate -> {
                  Map<String, Object> one = scored(candidate.text(), candidate.logProbability());
                  one.put("score", rounded(candidate.score()));
                  return one;
                })
            .toList());
    if (alignment) {
      object.put(
          "alignment",
          translation.alignment().stream()
              .map(link -> List.of(link.source(), link.target(), rounded(link.probability())))
              .toList());
    }
    return object;
  }

  private static Map<String, Object> scored(String text, double logProbability) {
    return object("translation", text, "log_probability", rounded(logProbability));
  }

  /** Returns the fields of a sentiment under the label that is shown for it. */
  public static Map<String, Object> sentiment(String label, Sentiment sentiment) {
    Map<String, BigDecimal> probabilities = new LinkedHashMap<>();
    sentiment.probabilities().forEach((name, p) -> probabilities.put(name, rounded(p)));
    return object(
        "label", label, "probabilities", probabilities, "score", rounded(sentiment.score()));
  }

  /** Returns the sentence and its sentiment under the label that is shown for it. */
  public static Map<String, Object> sentence(String label, Sentiment.Sentence sentence) {
    Map<String, Object> object =
        object("begin", sentence.begin(), "end", sentence.end(), "text", sentence.text());
    object.putAll(sentiment(label, sentence.sentiment()));
    return object;
  }

  /** Returns what each part of a text contributes. */
  public static List<Map<String, Object>> explanation(List<Contribution> contributions) {
    return contributions.stream()
        .map(
            part ->
                object(
                    "begin", part.begin(),
                    "end", part.end(),
                    "text", part.text(),
                    "weight", rounded(part.weight())))
        .toList();
  }

  /** Returns events that may come next, the likeliest first. */
  public static List<Map<String, Object>> next(List<Next> next) {
    return next.stream()
        .map(one -> object("event", one.event(), "probability", rounded(one.probability())))
        .toList();
  }

  /**
   * Returns the fields of a predicted row.
   *
   * @param ahead 1 for the next row
   * @param levels of the quantiles
   * @param key what the field of the series' key is called, if there are several series
   */
  public static Map<String, Object> forecast(
      Forecast forecast, int ahead, List<Double> levels, Optional<String> key) {
    Map<String, Object> object = new LinkedHashMap<>();
    key.ifPresent(name -> object.put(name, forecast.key()));
    object.put("time", forecast.times().get(ahead - 1));
    object.put("ahead", ahead);
    object.put("mean", significant(forecast.mean(ahead)));
    object.put("quantiles", quantiles(forecast, ahead, levels));
    return object;
  }

  /** Returns the quantiles of a predicted row by their levels. */
  public static Map<String, Object> quantiles(Forecast forecast, int ahead, List<Double> levels) {
    Map<String, Object> quantiles = new LinkedHashMap<>();
    levels.forEach(
        level -> quantiles.put(level(level), significant(forecast.quantile(ahead, level))));
    return quantiles;
  }

  /** Returns a level as results name it, such as {@code 0.1}. */
  public static String level(double level) {
    return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
  }

  /** Returns a predicted value with five significant digits. */
  public static BigDecimal significant(double value) {
    return new BigDecimal(value).round(new MathContext(5));
  }

  /** Returns tokens with their offsets in UTF-16 units. */
  public static List<Map<String, Object>> tokens(List<Token> tokens) {
    return tokens.stream().map(t -> span(t.text(), t.begin(), t.end())).toList();
  }

  /** Returns eojeols with their morphemes. */
  public static List<Map<String, Object>> eojeols(List<Eojeol> eojeols) {
    return eojeols.stream().map(ResultFields::eojeol).toList();
  }

  private static Map<String, Object> eojeol(Eojeol eojeol) {
    Map<String, Object> object = span(eojeol.surface(), eojeol.begin(), eojeol.end());
    object.put("morphemes", eojeol.morphemes().stream().map(ResultFields::morpheme).toList());
    return object;
  }

  private static Map<String, Object> morpheme(Morpheme morpheme) {
    Map<String, Object> object = span(morpheme.surface(), morpheme.begin(), morpheme.end());
    object.put("tag", morpheme.tag().name());
    object.put("korean", morpheme.tag().korean());
    object.put("english", morpheme.tag().english());
    object.put("dictionary_form", morpheme.dictionaryForm());
    object.put("kind", EnumWords.of(morpheme.kind()));
    object.put(
        "parts",
        morpheme.parts().stream()
            .map(
                part ->
                    object(
                        "form", part.form(),
                        "tag", part.tag().name(),
                        "dictionary_form", part.dictionaryForm()))
            .toList());
    morpheme.reading().ifPresent(reading -> object.put("reading", reading));
    return object;
  }

  private static Map<String, Object> span(String text, int begin, int end) {
    return object("text", text, "begin", begin, "end", end);
  }
}
