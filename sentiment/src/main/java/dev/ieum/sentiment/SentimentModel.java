package dev.ieum.sentiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.text.TextCodec;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.sentiment.model.SentimentClassifier;
import dev.ieum.sentiment.model.SentimentShape;
import dev.ieum.sentiment.model.SentimentShape.NetworkConfig;
import java.io.IOException;
import java.util.List;

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
 * @param readability which texts it can classify
 */
public record SentimentModel(
    String language,
    TextCodec codec,
    Ngrams ngrams,
    LabelSet labels,
    Calibration calibration,
    int maxLength,
    NetworkConfig shape,
    SentimentClassifier network,
    Readability readability) {
  /** The role of tokenizer and vocabulary in a bundle. */
  public static final String TEXT = "text";

  private static final String LABELS = "labels";
  private static final String CALIBRATION = "calibration";
  private static final String MAX_LENGTH = "max-length";
  private static final String SIGNS = "signs";

  private record Limits(
      @Setting(min = 1, max = 1e6) int maxLength, @Setting(or = "[]") List<String> signs) {}

  /**
   * Reads a bundle.
   *
   * @param format of the network's weights
   * @throws ModelBundleException when the bundle is of another task or contradicts itself
   */
  public static SentimentModel open(ModelBundle bundle, WeightFormat format) throws IOException {
    bundle.requireTask(ModelTask.SENTIMENT);
    TextCodec codec = TextCodec.open(bundle, TEXT);
    Weights weights = new Weights(bundle.weights());
    return bundle.network(
        settings -> {
          LabelSet labels = LabelSet.read(settings.section(LABELS));
          SentimentShape shape =
              SentimentShape.read(settings, codec.vocabulary().size(), labels.size());
          Calibration calibration = settings.section(CALIBRATION).read(Calibration.class);
          Limits limits = settings.read(Limits.class);
          return new SentimentModel(
              bundle.manifest().languages().get(0),
              codec,
              new Ngrams(shape.config().ngrams()),
              labels,
              calibration,
              limits.maxLength(),
              shape.config(),
              new SentimentClassifier(weights, shape, format),
              new Readability(codec, limits.signs()));
        });
  }

  /**
   * Returns what {@link #open} reads back as the network's settings.
   *
   * @param signs those known from training, see {@link Readability#signs}
   */
  public static JsonObject settings(
      NetworkConfig network,
      LabelSet labels,
      Calibration calibration,
      int maxLength,
      List<String> signs) {
    JsonObject json = Settings.toJson(network);
    json.add(LABELS, labels.toJson());
    json.add(CALIBRATION, Settings.toJson(calibration));
    json.addProperty(MAX_LENGTH, maxLength);
    JsonArray known = new JsonArray();
    signs.forEach(known::add);
    json.add(SIGNS, known);
    return json;
  }
}
