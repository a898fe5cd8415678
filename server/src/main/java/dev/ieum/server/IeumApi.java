package dev.ieum.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import dev.ieum.server.Tasks.Task;
import dev.ieum.server.json.ResultJson;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The API under {@code /v1}: {@code texts} in, {@code results} out, each a record as the command
 * line writes it with {@code --format jsonl}. Thread-safe.
 */
final class IeumApi {
  private static final String TEXTS = "texts";
  private static final String MODEL = "model";
  private static final int USUAL_EVENTS = 10;
  private static final int MOST_EVENTS = 1000;

  private final ServedModels models;
  private final Tasks tasks;

  IeumApi(ServedModels models, Tasks tasks) {
    this.models = models;
    this.tasks = tasks;
  }

  static JsonObject results(String model, JsonArray results) {
    JsonObject answer = new JsonObject();
    answer.addProperty(MODEL, model);
    answer.add("results", results);
    return answer;
  }

  private static JsonArray array(List<JsonObject> objects) {
    JsonArray array = new JsonArray();
    objects.forEach(array::add);
    return array;
  }

  CompletableFuture<JsonElement> translate(Call call) {
    List<String> texts = call.texts(TEXTS);
    Parameters parameters = call.parameters();
    ServedModels.Translation model = translationModel(parameters);
    DecodingConfig own = model.translator().decoding();
    int nbest = Math.max(1, parameters.number("nbest", call.limits().alternatives() + 1));
    boolean alignment = parameters.flag("alignment");
    boolean tokens = parameters.flag("tokens");
    boolean html = LibreTranslateApi.isHtml(parameters);
    if (html && (alignment || tokens)) {
      throw ApiException.badRequest(
          "Invalid request: alignment and tokens are of plain text; leave them out with html");
    }
    List<RequestText> all =
        texts.stream().map(t -> html ? RequestText.html(t) : RequestText.whole(t)).toList();
    List<String> parts = all.stream().flatMap(text -> text.parts().stream()).toList();
    TextTranslator translator = model.translator();
    DecodingConfig decoding = own.withBeamSize(Math.max(own.beamSize(), nbest)).withNbest(nbest);
    return tasks
        .begin(
            call,
            Task.TRANSLATION,
            model.name(),
            parts,
            () -> translator.translateAsync(parts, decoding, alignment))
        .thenApply(
            translations -> {
              JsonArray results = new JsonArray();
              int next = 0;
              for (RequestText text : all) {
                int end = next + text.parts().size();
                Translation found =
                    html ? text.joined(translations.subList(next, end)) : translations.get(next);
                next = end;
                JsonObject object = ResultJson.translation(results.size() + 1, found, alignment);
                if (tokens) {
                  object.add(
                      "source_tokens", ResultJson.tokens(translator.sourceTokens(text.given())));
                  object.add(
                      "target_tokens", ResultJson.tokens(translator.targetTokens(found.text())));
                }
                results.add(object);
              }
              return results(model.name(), results);
            });
  }

  private ServedModels.Translation translationModel(Parameters parameters) {
    Optional<String> source = parameters.string("source");
    Optional<String> target = parameters.string("target");
    if (source.isEmpty() && target.isEmpty()) {
      return models.translation(parameters.string(MODEL));
    }
    return models
        .translation(
            source.orElseThrow(() -> ApiException.missing("source")),
            target.orElseThrow(() -> ApiException.missing("target")))
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "Invalid request: no model from source to target; see /languages"));
  }

  CompletableFuture<JsonElement> sentiment(Call call) {
    List<String> texts = call.texts(TEXTS);
    Parameters parameters = call.parameters();
    ServedModels.Sentiment model = sentimentModel(parameters);
    SentimentAnalyzer analyzer = model.analyzer();
    boolean explain = parameters.flag("explain");
    boolean sentences = parameters.flag("sentences");
    CompletableFuture<JsonArray> results;
    if (explain || sentences) {
      results =
          tasks
              .compute(
                  call,
                  Task.SENTIMENT,
                  model.name(),
                  texts,
                  text -> thorough(analyzer, text, explain, sentences))
              .thenApply(IeumApi::numbered);
    } else {
      results =
          tasks
              .begin(call, Task.SENTIMENT, model.name(), texts, () -> analyzer.analyzeAsync(texts))
              .thenApply(
                  read -> {
                    JsonArray all = new JsonArray();
                    read.forEach(
                        sentiment ->
                            all.add(
                                ResultJson.sentiment(
                                    all.size() + 1, texts.get(all.size()), sentiment)));
                    return all;
                  });
    }
    return results.thenApply(all -> results(model.name(), all));
  }

  static JsonArray numbered(List<JsonObject> objects) {
    for (int i = 0; i < objects.size(); i++) {
      objects.get(i).addProperty("id", i + 1);
    }
    return array(objects);
  }

  private static JsonObject thorough(
      SentimentAnalyzer analyzer, String text, boolean explain, boolean sentences) {
    Explanation explanation =
        explain ? analyzer.explain(text) : new Explanation(analyzer.analyze(text), List.of());
    JsonObject object = ResultJson.sentiment(0, text, explanation.sentiment());
    if (explain) {
      object.add("explanation", ResultJson.explanation(explanation.contributions()));
    }
    if (sentences) {
      object.add("sentences", ResultJson.sentences(analyzer.analyzeSentences(text)));
    }
    return object;
  }

  private ServedModels.Sentiment sentimentModel(Parameters parameters) {
    Optional<String> language = parameters.string("language");
    if (language.isEmpty()) {
      return models.sentiment(parameters.string(MODEL));
    }
    return models
        .sentimentOf(language.get())
        .orElseThrow(
            () -> ApiException.badRequest("Invalid request: no sentiment model of this language"));
  }

  CompletableFuture<JsonElement> next(Call call) {
    List<String> texts = call.texts(TEXTS);
    Parameters parameters = call.parameters();
    ServedModels.Sequences model = models.sequences(parameters.string(MODEL));
    int given = parameters.number("top", MOST_EVENTS);
    int top = given == 0 ? USUAL_EVENTS : given;
    boolean unseen = parameters.flag("unseen");
    return tasks
        .compute(
            call, Task.NEXT, model.name(), texts, text -> next(model.model(), text, top, unseen))
        .thenApply(objects -> results(model.name(), numbered(objects)));
  }

  private static JsonObject next(SequenceModel model, String text, int top, boolean unseen) {
    List<String> events = model.settings().cut().events(text);
    if (events.isEmpty()) {
      return ResultJson.next(text, Optional.empty());
    }
    SequenceSession session = model.start(unseen ? events.size() : 0);
    events.forEach(session::accept);
    return ResultJson.next(text, Optional.of(session.next(top)));
  }

  CompletableFuture<JsonElement> tokenize(Call call) {
    List<String> texts = call.texts(TEXTS);
    Parameters parameters = call.parameters();
    String mode = parameters.string("mode").orElse("morphemes");
    Optional<Decompound> decompound =
        parameters.string("decompound").map(word -> constant("decompound", word));
    Function<String, JsonObject> function =
        switch (mode) {
          case "morphemes" -> {
            Decompound parts = decompound.orElse(Decompound.NONE);
            yield text ->
                field("eojeols", ResultJson.eojeols(models.morphology().analyze(text, parts)));
          }
          case "words" ->
              tokens(decompound.map(models.morphology()::tokenizer).orElse(models.words()));
          case "subwords" -> tokens(models.subwords(parameters.string(MODEL)));
          default ->
              throw ApiException.badRequest(
                  "Invalid request: mode is unknown; allowed: morphemes, words, subwords");
        };
    return tasks
        .compute(
            call,
            Task.TOKENIZATION,
            mode,
            texts,
            text -> {
              JsonObject object = new JsonObject();
              object.addProperty("id", 0);
              object.addProperty("text", text);
              function.apply(text).asMap().forEach(object::add);
              return object;
            })
        .thenApply(
            objects -> {
              JsonObject answer = new JsonObject();
              answer.addProperty("mode", mode);
              answer.add("results", numbered(objects));
              return answer;
            });
  }

  private static Function<String, JsonObject> tokens(Tokenizer tokenizer) {
    return text -> field("tokens", ResultJson.tokens(tokenizer.tokenize(text)));
  }

  private static JsonObject field(String name, JsonArray value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }

  private static Decompound constant(String name, String word) {
    return Arrays.stream(Decompound.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "Invalid request: %s is unknown; allowed: none, discard, mixed"
                        .formatted(name)));
  }

  JsonElement models() {
    JsonArray all = new JsonArray();
    for (ModelBundle bundle : models.bundles()) {
      Manifest manifest = bundle.manifest();
      JsonObject object = new JsonObject();
      object.addProperty("name", bundle.source().name());
      object.addProperty("task", manifest.task().name().toLowerCase(Locale.ROOT));
      JsonArray languages = new JsonArray();
      manifest.languages().forEach(languages::add);
      object.add("languages", languages);
      object.addProperty("data_licence", manifest.dataLicence());
      object.addProperty("checksum", manifest.files().get("weights.safetensors").sha256());
      object.addProperty("card", bundle.card());
      all.add(object);
    }
    return field("models", all);
  }
}
