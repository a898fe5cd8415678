package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.sentiment.SentimentModel;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.sentiment.model.SentimentShape.NetworkConfig;
import dev.ieum.sentiment.train.SentimentConfig.TransferPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a new model takes from another one of either task: the codec from text to ids, the embedding
 * of those ids, and the configured parts. Immutable.
 *
 * @param subwords text to ids
 * @param weights the embedding and those parts, by the names they have in {@link SentimentNetwork}
 */
record Transfer(Subwords subwords, Map<String, FloatTensor> weights) {
  /** The roles that a text to be read may have in a bundle. */
  private static final List<String> ROLES = List.of("text", "source");

  /**
   * Reads the model that {@code config} begins with.
   *
   * @throws ModelBundleException when there is no such model, or it reads no text
   * @throws ConfigException when it lacks a requested part, or has another shape there
   */
  static Transfer of(SentimentConfig config) throws IOException {
    ModelBundle bundle =
        ModelBundle.open(ModelSource.resolve(config.more().transfer().orElseThrow()));
    requireSame(config, bundle);
    Map<String, Map<String, String>> tokenizers = bundle.manifest().tokenizers();
    for (String role : ROLES) {
      if (tokenizers.containsKey(role)) {
        return new Transfer(
            Subwords.of(bundle, role), weights(bundle, config.more().transferParts()));
      }
    }
    throw new ModelBundleException(
        "%s: tokenizers = %s; allowed: one for text or source; name another model"
            .formatted(bundle.source(), tokenizers.keySet()));
  }

  /** The sizes of the encoder say for themselves whether they agree; hashes and classes do not. */
  private static void requireSame(SentimentConfig config, ModelBundle bundle) throws IOException {
    Set<TransferPart> parts = config.more().transferParts();
    if (!parts.contains(TransferPart.NGRAMS) && !parts.contains(TransferPart.OUTPUT)) {
      return;
    }
    SentimentModel model = SentimentModel.open(bundle, WeightFormat.FLOAT32);
    NetworkConfig theirs = model.shape();
    NetworkConfig ours = config.network();
    requireSame(
        bundle, "network.ngrams", Settings.toJson(theirs.ngrams()), Settings.toJson(ours.ngrams()));
    if (parts.contains(TransferPart.OUTPUT)) {
      requireSame(bundle, "labels", model.labels().names(), config.labels().names());
      requireSame(bundle, "network.pooling", theirs.pooling(), ours.pooling());
    }
  }

  private static void requireSame(ModelBundle bundle, String key, Object theirs, Object ours) {
    if (!theirs.equals(ours)) {
      throw new ConfigException(
          "transfer-parts: %s = %s, but %s of %s = %s; make them the same, or take fewer parts"
              .formatted(key, ours, key, bundle.source(), theirs));
    }
  }

  private static Map<String, FloatTensor> weights(ModelBundle bundle, Set<TransferPart> parts)
      throws IOException {
    Map<String, FloatTensor> all = bundle.weights();
    Map<String, FloatTensor> taken = new LinkedHashMap<>();
    // One that scores as well as reads is called after the target.
    Stream.of(SentimentNetwork.EMBEDDING, "source_embedding", "target_embedding")
        .map(name -> name + ".table")
        .filter(all::containsKey)
        .findFirst()
        .ifPresent(table -> taken.put(SentimentNetwork.EMBEDDING + ".table", all.get(table)));
    all.keySet().stream()
        .filter(name -> parts.stream().anyMatch(part -> isIn(part, name)))
        .forEach(name -> taken.put(name, all.get(name)));
    return taken;
  }

  private static boolean isIn(TransferPart part, String parameter) {
    String module = parameter.split("\\.", 2)[0];
    return switch (part) {
      case ENCODER -> module.equals(SentimentNetwork.ENCODER);
      case NGRAMS -> module.equals(SentimentNetwork.NGRAMS);
      case OUTPUT ->
          module.equals(SentimentNetwork.POOLING) || module.equals(SentimentNetwork.OUTPUT);
    };
  }
}
