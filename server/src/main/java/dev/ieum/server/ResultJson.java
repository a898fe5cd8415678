package dev.ieum.server;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.ieum.sentiment.Explanation.Contribution;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.seq2seq.Translation;
import dev.ieum.sequences.Next;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.korean.Morpheme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results as JSON, with the names and the numbers of the command line's JSONL. */
final class ResultJson {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private ResultJson() {}

  static String text(JsonElement json) {
    return GSON.toJson(json);
  }

  static JsonObject error(String message) {
    JsonObject object = new JsonObject();
    object.addProperty("error", message);
    return object;
  }

  private static BigDecimal number(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
  }

  static JsonObject translation(int id, Translation translation, boolean alignment) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("source", translation.source());
    object.addProperty("translation", translation.text());
    object.addProperty("log_probability", number(translation.logProbability()));
    JsonArray nbest = new JsonArray();
    for (Translation.Candidate candidate : translation.nbest()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("translation", candidate.text());
      entry.addProperty("log_probability", number(candidate.logProbability()));
      entry.addProperty("score", number(candidate.score()));
      nbest.add(entry);
    }
    object.add("nbest", nbest);
    if (alignment) {
      JsonArray links = new JsonArray();
      for (Translation.Alignment link : translation.alignment()) {
        JsonArray triple = new JsonArray();
        triple.add(link.source());
        triple.add(link.target());
        triple.add(number(link.probability()));
        links.add(triple);
      }
      object.add("alignment", links);
    }
    return object;
  }

  /** Returns the record of a text; a blank one has no label. */
  static JsonObject sentiment(int id, String text, Sentiment sentiment) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("text", text);
    if (text.isBlank()) {
      for (String name : List.of("label", "probabilities", "score")) {
        object.add(name, JsonNull.INSTANCE);
      }
    } else {
      addTo(object, sentiment);
    }
    return object;
  }

  private static void addTo(JsonObject object, Sentiment sentiment) {
    object.addProperty("label", sentiment.label());
    JsonObject probabilities = new JsonObject();
    sentiment.probabilities().forEach((label, p) -> probabilities.addProperty(label, number(p)));
    object.add("probabilities", probabilities);
    object.addProperty("score", number(sentiment.score()));
  }

  static JsonArray explanation(List<Contribution> contributions) {
    JsonArray parts = new JsonArray();
    for (Contribution part : contributions) {
      JsonObject entry = span(part.text(), part.begin(), part.end(), true);
      entry.addProperty("weight", number(part.weight()));
      parts.add(entry);
    }
    return parts;
  }

  static JsonArray sentences(List<Sentiment.Sentence> sentences) {
    JsonArray all = new JsonArray();
    for (Sentiment.Sentence sentence : sentences) {
      JsonObject entry = span(sentence.text(), sentence.begin(), sentence.end(), true);
      addTo(entry, sentence.sentiment());
      all.add(entry);
    }
    return all;
  }

  /** Returns the record of a sequence; one without events has nothing next. */
  static JsonObject next(String text, Optional<List<Next>> next) {
    JsonObject object = new JsonObject();
    object.addProperty("id", 0);
    object.addProperty("text", text);
    object.add("next", JsonNull.INSTANCE);
    next.ifPresent(
        all -> {
          JsonArray array = new JsonArray();
          for (Next one : all) {
            JsonObject entry = new JsonObject();
            entry.addProperty("event", one.event());
            entry.addProperty("probability", number(one.probability()));
            array.add(entry);
          }
          object.add("next", array);
        });
    return object;
  }

  static JsonArray tokens(List<Token> tokens) {
    JsonArray array = new JsonArray();
    tokens.forEach(t -> array.add(span(t.text(), t.begin(), t.end(), false)));
    return array;
  }

  static JsonArray eojeols(List<Eojeol> eojeols) {
    JsonArray array = new JsonArray();
    for (Eojeol eojeol : eojeols) {
      JsonArray morphemes = new JsonArray();
      eojeol.morphemes().forEach(morpheme -> morphemes.add(morpheme(morpheme)));
      JsonObject entry = span(eojeol.surface(), eojeol.begin(), eojeol.end(), false);
      entry.add("morphemes", morphemes);
      array.add(entry);
    }
    return array;
  }

  private static JsonObject morpheme(Morpheme morpheme) {
    JsonObject object = span(morpheme.surface(), morpheme.begin(), morpheme.end(), false);
    object.addProperty("tag", morpheme.tag().name());
    object.addProperty("korean", morpheme.tag().korean());
    object.addProperty("english", morpheme.tag().english());
    object.addProperty("dictionary_form", morpheme.dictionaryForm());
    object.addProperty("kind", morpheme.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    JsonArray parts = new JsonArray();
    for (Morpheme.Part part : morpheme.parts()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("form", part.form());
      entry.addProperty("tag", part.tag().name());
      entry.addProperty("dictionary_form", part.dictionaryForm());
      parts.add(entry);
    }
    object.add("parts", parts);
    morpheme.reading().ifPresent(reading -> object.addProperty("reading", reading));
    return object;
  }

  private static JsonObject span(String text, int begin, int end, boolean textLast) {
    JsonObject entry = new JsonObject();
    if (!textLast) {
      entry.addProperty("text", text);
    }
    entry.addProperty("begin", begin);
    entry.addProperty("end", end);
    if (textLast) {
      entry.addProperty("text", text);
    }
    return entry;
  }
}
