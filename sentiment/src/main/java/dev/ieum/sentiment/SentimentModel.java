package dev.ieum.sentiment;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.Arithmetic;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sentiment.model.NetworkConfig;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.sentiment.model.PlainSentimentNetwork;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import java.io.IOException;
import java.util.Map;

/**
 * A sentiment bundle made ready to run. Thread-safe.
 *
 * @param language code of the language it reads
 * @param codec text to ids
 * @param ngrams text to n-grams
 * @param labels the classes
 * @param calibration scores to probabilities
 * @param maxLength subwords read at once; a longer text is read in parts
 * @param shape the network's sizes
 * @param network what the bundle's weights make
 */
public record SentimentModel(
    String language,
    TextCodec codec,
    Ngrams ngrams,
    LabelSet labels,
    Calibration calibration,
    int maxLength,
    NetworkConfig shape,
    PlainSentimentNetwork network) {
  /** The role of tokenizer and vocabulary in a bundle. */
  public static final String TEXT = "text";

  private static final String LABELS = "labels";
  private static final String CALIBRATION = "calibration";
  private static final String MAX_LENGTH = "max-length";

  /**
   * Reads a bundle.
   *
   * @param arithmetic in what numbers the network is to multiply
   * @throws ModelBundleException when the bundle is of another task or contradicts itself
   */
  public static SentimentModel open(ModelBundle bundle, Arithmetic arithmetic) throws IOException {
    Manifest manifest = bundle.manifest();
    if (manifest.task() != ModelTask.SENTIMENT) {
      throw new ModelBundleException(
          "%s: task = %s; allowed: sentiment; give a sentiment model"
              .formatted(bundle.source(), manifest.task()));
    }
    TextCodec codec = codec(bundle);
    try {
      Settings settings = Settings.of(bundle.source() + ": model.json", manifest.network());
      NetworkConfig config = NetworkConfig.read(settings);
      LabelSet labels = LabelSet.read(settings.section(LABELS));
      Calibration calibration = Calibration.read(settings.section(CALIBRATION));
      int maxLength = settings.requireInt(MAX_LENGTH, 1, 1_000_000);
      settings.requireAllTaken();
      PlainSentimentNetwork network =
          new PlainSentimentNetwork(
              new Weights(bundle.weights()),
              config,
              codec.vocabulary().size(),
              labels.size(),
              arithmetic);
      return new SentimentModel(
          manifest.languages().get(0),
          codec,
          new Ngrams(config.ngrams()),
          labels,
          calibration,
          maxLength,
          config,
          network);
    } catch (ConfigException e) {
      throw new ModelBundleException(
          e.getMessage() + "; the bundle is damaged or of another version", e);
    }
  }

  private static TextCodec codec(ModelBundle bundle) throws IOException {
    Map<String, String> spec = bundle.manifest().tokenizers().get(TEXT);
    if (spec == null) {
      throw new ModelBundleException(
          "%s: model.json has no tokenizer '%s'; fetch the model again"
              .formatted(bundle.source(), TEXT));
    }
    try {
      return new TextCodec(
          TokenizerSpec.fromMap(spec).open(bundle::text),
          Vocabulary.ofAll(bundle.vocabulary(TEXT)));
    } catch (TokenizerException | IllegalArgumentException e) {
      throw new ModelBundleException(
          "%s: %s; fetch the model again".formatted(bundle.source(), e.getMessage()), e);
    }
  }

  /** Returns what {@link #open} reads back as the network's settings. */
  public static JsonObject settings(
      NetworkConfig network, LabelSet labels, Calibration calibration, int maxLength) {
    JsonObject json = network.toJson();
    json.add(LABELS, labels.toJson());
    json.add(CALIBRATION, calibration.toJson());
    json.addProperty(MAX_LENGTH, maxLength);
    return json;
  }
}
