package dev.ieum.server.json;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as JSON: the command line's records, of the same {@link ResultFields}. */
public final class ResultJson {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private ResultJson() {}

  /** Returns JSON as text. */
  public static String text(JsonElement json) {
    return GSON.toJson(json);
  }

  /** Returns the body of an error. */
  public static JsonObject error(String message) {
    JsonObject object = new JsonObject();
    object.addProperty("error", message);
    return object;
  }

  private static JsonObject record(int id, String name, String text) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty(name, text);
    return object;
  }

  private static JsonObject with(JsonObject object, Map<String, Object> fields) {
    GSON.toJsonTree(fields).getAsJsonObject().asMap().forEach(object::add);
    return object;
  }

  /** Returns objects as an array. */
  public static JsonArray array(List<Map<String, Object>> objects) {
    return GSON.toJsonTree(objects).getAsJsonArray();
  }

  /** Returns the record of a translation; {@code id} counts from 1. */
  public static JsonObject translation(int id, Translation translation, boolean alignment) {
    return with(
        record(id, "source", translation.source()),
        ResultFields.translation(translation, alignment));
  }

  /** Returns the record of a text; a blank one has no label. */
  public static JsonObject sentiment(int id, String text, Sentiment sentiment) {
    JsonObject object = record(id, "text", text);
    if (!text.isBlank()) {
      return with(object, ResultFields.sentiment(sentiment.label(), sentiment));
    }
    ResultFields.SENTIMENT.forEach(name -> object.add(name, JsonNull.INSTANCE));
    return object;
  }

  /** Returns what each part of a text contributes. */
  public static JsonArray explanation(List<Contribution> contributions) {
    return array(ResultFields.explanation(contributions));
  }

  /** Returns sentences with their sentiments. */
  public static JsonArray sentences(List<Sentiment.Sentence> sentences) {
    return array(
        sentences.stream().map(s -> ResultFields.sentence(s.sentiment().label(), s)).toList());
  }

  /** Returns the record of a sequence; one without events has nothing next. */
  public static JsonObject next(String text, Optional<List<Next>> next) {
    JsonObject object = record(0, "text", text);
    object.add(
        "next",
        next.<JsonElement>map(all -> array(ResultFields.next(all))).orElse(JsonNull.INSTANCE));
    return object;
  }

  /** Returns tokens with their offsets. */
  public static JsonArray tokens(List<Token> tokens) {
    return array(ResultFields.tokens(tokens));
  }

  /** Returns eojeols with their morphemes. */
  public static JsonArray eojeols(List<Eojeol> eojeols) {
    return array(ResultFields.eojeols(eojeols));
  }
}
