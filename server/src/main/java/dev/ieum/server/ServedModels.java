package dev.ieum.server;

import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.forecast.Forecaster;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The models that a server answers with, opened, verified and run once. Of several for the same
 * languages the first is the default. Thread-safe; closing it closes the models.
 */
public final class ServedModels implements AutoCloseable {
  private static final String SAMPLE = "어제 본 영화가 참 좋았다. This film was good.";

  private final Map<String, Translation> translations = new LinkedHashMap<>();
  private final Map<String, Sentiment> sentiments = new LinkedHashMap<>();
  private final Map<String, Sequences> sequences = new LinkedHashMap<>();
  private final Map<String, Forecasts> forecasts = new LinkedHashMap<>();
  private final Map<String, Tokenizer> subwords = new LinkedHashMap<>();
  private final List<ModelBundle> bundles = new ArrayList<>();
  private final KoreanMorphology morphology = new KoreanMorphology();
  private final Tokenizer words = new NoriTokenizer();

  /** A translation model. */
  record Translation(String name, String source, String target, TextTranslator translator) {}

  /** A sentiment model. */
  record Sentiment(String name, String language, SentimentAnalyzer analyzer) {}

  /** A model of the next event. */
  record Sequences(String name, SequenceModel model) {}

  /** A model of series of numbers. */
  record Forecasts(String name, Forecaster forecaster) {}

  private ServedModels() {}

  /**
   * Opens models and runs each once.
   *
   * @param sources translation, sentiment, next-event and forecasting models
   * @param threads threads that compute, for each model
   * @throws ModelBundleException when one cannot be used
   */
  public static ServedModels open(
      List<ModelSource> sources, int threads, ProductPrecision precision) throws IOException {
    ServedModels models = new ServedModels();
    try {
      for (ModelSource source : sources) {
        models.add(ModelBundle.open(source), threads, precision);
      }
      models.morphology.analyze(SAMPLE);
      return models;
    } catch (IOException | RuntimeException | Error e) {
      models.close();
      throw e;
    }
  }

  /**
   * Says whether the server has a use for a model: spoken words and models that answer in the
   * language of the question are the command line's.
   */
  public static boolean serves(Manifest manifest) {
    return switch (manifest.task()) {
      case TRANSLATION -> !TranslationModel.answers(manifest.languages());
      case SENTIMENT, NEXT, FORECAST -> true;
      case COMMANDS -> false;
    };
  }

  private void add(ModelBundle bundle, int threads, ProductPrecision precision) throws IOException {
    if (!serves(bundle.manifest())) {
      String task = EnumWords.of(bundle.manifest().task());
      throw new ModelBundleException(
          "%s: task = %s%s; allowed: translation, sentiment, next, forecast; the server does not serve it"
              .formatted(
                  bundle.source(), task, task.equals("translation") ? " within a language" : ""));
    }
    String name = bundle.source().name();
    List<String> languages = bundle.manifest().languages();
    switch (bundle.manifest().task()) {
      case TRANSLATION -> {
        TextTranslator translator = TextTranslator.open(bundle, threads, precision);
        translations.putIfAbsent(
            name, new Translation(name, languages.get(0), languages.get(1), translator));
        translator.translate(SAMPLE);
      }
      case SENTIMENT -> {
        SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, threads, precision);
        sentiments.putIfAbsent(name, new Sentiment(name, languages.get(0), analyzer));
        analyzer.analyze(SAMPLE);
      }
      case NEXT -> {
        SequenceModel model = SequenceModel.open(bundle, precision);
        sequences.putIfAbsent(name, new Sequences(name, model));
        model.start().next(1);
      }
      case FORECAST -> forecasts.putIfAbsent(name, new Forecasts(name, Forecaster.open(bundle)));
      case COMMANDS -> throw new IllegalStateException(name); // not served
    }
    Map<String, Map<String, String>> specs = bundle.manifest().tokenizers();
    for (String role : List.of("source", "shared")) {
      if (specs.containsKey(role) && !subwords.containsKey(name)) {
        try {
          subwords.put(name, TokenizerSpec.fromMap(specs.get(role)).openForReading(bundle::text));
        } catch (TokenizerException e) {
          throw new ModelBundleException(bundle.source() + ": " + e.getMessage(), e);
        }
      }
    }
    bundles.add(bundle);
  }

  List<ModelBundle> bundles() {
    return bundles;
  }

  KoreanMorphology morphology() {
    return morphology;
  }

  /** Cuts Korean into surface morphemes, and loses nothing. */
  Tokenizer words() {
    return words;
  }

  List<Translation> translations() {
    return List.copyOf(translations.values());
  }

  /** Returns the languages that a model reads or writes, each with those it becomes, itself too. */
  Map<String, Set<String>> languages() {
    Map<String, Set<String>> languages = new TreeMap<>();
    for (Translation model : translations.values()) {
      languages.computeIfAbsent(model.source(), language -> new TreeSet<>()).add(model.target());
      languages.computeIfAbsent(model.target(), language -> new TreeSet<>());
    }
    languages.forEach((language, targets) -> targets.add(language));
    return languages;
  }

  Optional<Translation> translation(String source, String target) {
    return translations.values().stream()
        .filter(model -> model.source().equals(source) && model.target().equals(target))
        .findFirst();
  }

  /** Returns a translation model by name, or the first. */
  Translation translation(Optional<String> name) {
    return find(translations, name, "translation");
  }

  /** Returns a sentiment model by name, or the first. */
  Sentiment sentiment(Optional<String> name) {
    return find(sentiments, name, "sentiment");
  }

  /** Returns a model of the next event by name, or the first. */
  Sequences sequences(Optional<String> name) {
    return find(sequences, name, "next");
  }

  /** Returns a model of series by name, or the first. */
  Forecasts forecasts(Optional<String> name) {
    return find(forecasts, name, "forecast");
  }

  Optional<Sentiment> sentimentOf(String language) {
    return sentiments.values().stream().filter(m -> m.language().equals(language)).findFirst();
  }

  Tokenizer subwords(Optional<String> name) {
    return find(subwords, name, "");
  }

  private static <T> T find(Map<String, T> models, Optional<String> name, String task) {
    if (models.isEmpty()) {
      throw ApiException.badRequest("Invalid request: no %s model is served".formatted(task));
    }
    String key = name.orElseGet(() -> models.keySet().iterator().next());
    T model = models.get(key);
    if (model == null) {
      throw ApiException.badRequest(
          "Invalid request: no such model; allowed: " + String.join(", ", models.keySet()));
    }
    return model;
  }

  @Override
  public void close() {
    translations.values().forEach(model -> model.translator().close());
    sentiments.values().forEach(model -> model.analyzer().close());
    sequences.values().forEach(model -> model.model().close());
    forecasts.values().forEach(model -> model.forecaster().close());
  }
}
