package dev.ieum.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.server.Tasks.Task;
import dev.ieum.tokenizers.language.LanguageDetector;
import dev.ieum.tokenizers.language.LanguageDetector.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * LibreTranslate's API (1.9): same parameters, same answers, same words in errors. Lines of a text
 * are translated each by itself and stay lines; a line without letters and digits stays as it is.
 * Thread-safe.
 */
final class LibreTranslateApi {
  private static final String AUTO = "auto";

  private final ServedModels models;
  private final Tasks tasks;
  private final LanguageDetector detector;
  private final Map<String, Set<String>> languages;
  private final String usualSource;

  LibreTranslateApi(ServedModels models, Tasks tasks, LanguageDetector detector) {
    this.models = models;
    this.tasks = tasks;
    this.detector = detector;
    languages = models.languages();
    usualSource =
        models.translations().stream()
            .map(ServedModels.Translation::source)
            .findFirst()
            .orElse("en");
  }

  /** One text of a request, its language, and its translation once there is one. */
  private static final class Text {
    private final RequestText text;
    private final Detection source;
    private Optional<Translation> translation = Optional.empty();

    Text(RequestText text, Detection source) {
      this.text = text;
      this.source = source;
    }

    String translated() {
      return translation.map(Translation::text).orElse(text.given());
    }

    JsonArray alternatives(int count) {
      JsonArray array = new JsonArray();
      translation.stream()
          .flatMap(found -> found.nbest().stream())
          .map(Translation.Candidate::text)
          .filter(other -> !other.equals(translated()))
          .limit(count)
          .forEach(array::add);
      return array;
    }
  }

  CompletableFuture<JsonElement> translate(Call call) {
    Parameters parameters = call.parameters();
    List<String> given = parameters.texts("q");
    String source = parameters.required("source");
    String target = parameters.required("target");
    List<String> texts = parameters.isForm() ? List.of(unixLines(given.get(0))) : given;
    call.requireLengths(texts);
    int alternatives =
        parameters.number("alternatives").orElse(0) <= 0 // as LibreTranslate reads it
            ? 0
            : parameters.number("alternatives", call.limits().alternatives());
    boolean auto = source.equals(AUTO);
    requireLanguages(source, target);
    boolean html = isHtml(parameters);
    List<Text> all = new ArrayList<>();
    for (String each : texts) {
      RequestText text = html ? RequestText.html(each) : RequestText.lines(each);
      all.add(new Text(text, auto ? detectSource(text.words()) : new Detection(source, 1)));
    }
    Map<String, List<Text>> groups = new LinkedHashMap<>();
    all.forEach(
        text -> groups.computeIfAbsent(text.source.language(), l -> new ArrayList<>()).add(text));
    groups.keySet().forEach(language -> requirePair(language, target));
    List<CompletableFuture<Void>> work = new ArrayList<>();
    groups.forEach(
        (language, group) -> {
          if (!language.equals(target)) {
            work.add(translate(call, group, language, target, alternatives));
          }
        });
    boolean array = parameters.isArray("q");
    return CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))
        .thenApply(none -> answer(all, array, auto, alternatives));
  }

  /** Says whether texts are HTML. */
  static boolean isHtml(Parameters parameters) {
    String format = parameters.string("format").orElse("text");
    if (!format.equals("text") && !format.equals("html")) {
      throw ApiException.badRequest(shown(format) + " format is not supported");
    }
    return format.equals("html");
  }

  private CompletableFuture<Void> translate(
      Call call, List<Text> group, String source, String target, int alternatives) {
    ServedModels.Translation model = models.translation(source, target).orElseThrow();
    List<String> parts = group.stream().flatMap(text -> text.text.parts().stream()).toList();
    if (parts.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    TextTranslator translator = model.translator();
    DecodingConfig own = translator.decoding();
    DecodingConfig decoding =
        own.withBeamSize(Math.max(own.beamSize(), alternatives + 1)).withNbest(alternatives + 1);
    return tasks
        .begin(
            call,
            Task.TRANSLATION,
            model.name(),
            parts,
            () -> translator.translateAsync(parts, decoding, false))
        .thenAccept(
            translations -> {
              int next = 0;
              for (Text text : group) {
                int end = next + text.text.parts().size();
                text.translation = Optional.of(text.text.joined(translations.subList(next, end)));
                next = end;
              }
            });
  }

  private static JsonElement answer(
      List<Text> texts, boolean array, boolean auto, int alternatives) {
    JsonArray translated = new JsonArray();
    JsonArray others = new JsonArray();
    JsonArray detected = new JsonArray();
    for (Text text : texts) {
      translated.add(text.translated());
      others.add(text.alternatives(alternatives));
      detected.add(json(text.source));
    }
    JsonObject answer = new JsonObject();
    if (alternatives > 0) {
      answer.add("alternatives", array ? others : others.get(0));
    }
    if (auto) {
      answer.add("detectedLanguage", array ? detected : detected.get(0));
    }
    answer.add("translatedText", array ? translated : translated.get(0));
    return answer;
  }

  /**
   * A form's line ends, as LibreTranslate makes them: line feeds between lines, none at the end.
   */
  private static String unixLines(String text) {
    return text.lines().collect(Collectors.joining("\n"));
  }

  private void requireLanguages(String source, String target) {
    if (!source.equals(AUTO) && !languages.containsKey(source)) {
      throw ApiException.badRequest(shown(source) + " is not supported");
    }
    if (!languages.containsKey(target)) {
      throw ApiException.badRequest(shown(target) + " is not supported");
    }
  }

  private void requirePair(String source, String target) {
    if (!languages.get(source).contains(target)) {
      throw ApiException.badRequest(
          "%s (%s) is not available as a target language from %s (%s)"
              .formatted(name(target), target, name(source), source));
    }
  }

  /** A wrong word of the client's goes back to it, but not all of it, whatever it is. */
  private static String shown(String word) {
    return word.length() > 20 ? word.substring(0, 20) + "..." : word;
  }

  private Detection detectSource(String text) {
    return detector.detect(text).stream()
        .filter(detection -> languages.containsKey(detection.language()))
        .findFirst()
        .orElseGet(() -> new Detection(usualSource, 0));
  }

  private static JsonObject json(Detection detection) {
    JsonObject object = new JsonObject();
    object.addProperty("confidence", Math.round(100 * detection.probability()));
    object.addProperty("language", detection.language());
    return object;
  }

  CompletableFuture<JsonElement> detect(Call call) {
    String text = String.join("\n", call.texts("q"));
    JsonArray array = new JsonArray();
    detector.detect(text).stream()
        .filter(detection -> languages.containsKey(detection.language()))
        .map(LibreTranslateApi::json)
        .filter(json -> array.isEmpty() || json.get("confidence").getAsInt() > 0)
        .forEach(array::add);
    if (array.isEmpty()) {
      array.add(json(detectSource(text)));
    }
    return CompletableFuture.completedFuture(array);
  }

  JsonElement languages() {
    JsonArray array = new JsonArray();
    languages.forEach(
        (code, targets) -> {
          JsonObject language = language(code);
          JsonArray codes = new JsonArray();
          targets.forEach(codes::add);
          language.add("targets", codes);
          array.add(language);
        });
    return array;
  }

  JsonElement settings(Limits limits, boolean keys) {
    JsonObject settings = new JsonObject();
    settings.addProperty("charLimit", limits.characters());
    settings.addProperty("frontendTimeout", 500);
    settings.addProperty("apiKeys", keys);
    settings.addProperty("keyRequired", keys);
    settings.addProperty("suggestions", false);
    settings.addProperty("filesTranslation", false);
    settings.add("supportedFilesFormat", new JsonArray());
    JsonObject pair = new JsonObject();
    JsonObject auto = new JsonObject();
    auto.addProperty("code", AUTO);
    auto.addProperty("name", "Auto Detect");
    pair.add("source", auto);
    pair.add(
        "target",
        language(models.translations().isEmpty() ? "en" : models.translations().get(0).target()));
    settings.add("language", pair);
    return settings;
  }

  private static JsonObject language(String code) {
    JsonObject object = new JsonObject();
    object.add("code", new JsonPrimitive(code));
    object.addProperty("name", name(code));
    return object;
  }

  private static String name(String code) {
    return Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }
}
