package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sentiment.model.SentimentNetwork;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.TokenizerSpec;
import dev.ieum.tokenizers.WordKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a new model takes over from another of either task: how text becomes ids, the embedding of
 * those ids, and the encoder. Immutable.
 *
 * @param codec text to ids
 * @param words how the codec cuts a text before subwords
 * @param weights the embedding and the encoder, by the names they have in {@link SentimentNetwork}
 */
record Transfer(TextCodec codec, WordKind words, Map<String, FloatTensor> weights) {
  /** The roles that a text to be read may have in a bundle. */
  private static final List<String> ROLES = List.of("text", "source");

  /**
   * Reads a bundle of either task.
   *
   * @throws ModelBundleException when there is no such model, or it reads no text
   */
  static Transfer from(String nameOrPath) throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(nameOrPath));
    Map<String, Map<String, String>> tokenizers = bundle.manifest().tokenizers();
    for (String role : ROLES) {
      if (tokenizers.containsKey(role)) {
        WordKind words = TokenizerSpec.fromMap(tokenizers.get(role)).words();
        return new Transfer(codec(bundle, role), words, weights(bundle));
      }
    }
    throw new ModelBundleException(
        "%s: tokenizers = %s; allowed: one for text or source; name another model"
            .formatted(bundle.source(), tokenizers.keySet()));
  }

  private static TextCodec codec(ModelBundle bundle, String role) throws IOException {
    boolean own = bundle.manifest().vocabularies().containsKey(role);
    try {
      return new TextCodec(
          TokenizerSpec.fromMap(bundle.manifest().tokenizers().get(role)).open(bundle::text),
          Vocabulary.ofAll(bundle.vocabulary(own ? role : "shared")));
    } catch (TokenizerException | IllegalArgumentException e) {
      throw new ModelBundleException(
          "%s: %s; fetch the model again".formatted(bundle.source(), e.getMessage()), e);
    }
  }

  private static Map<String, FloatTensor> weights(ModelBundle bundle) throws IOException {
    Map<String, FloatTensor> all = bundle.weights();
    Map<String, FloatTensor> taken = new LinkedHashMap<>();
    // One that scores as well as reads is called after the target.
    Stream.of(SentimentNetwork.EMBEDDING, "source_embedding", "target_embedding")
        .map(name -> name + ".table")
        .filter(all::containsKey)
        .findFirst()
        .ifPresent(table -> taken.put(SentimentNetwork.EMBEDDING + ".table", all.get(table)));
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(SentimentNetwork.ENCODER + ".")) {
            taken.put(name, tensor);
          }
        });
    return taken;
  }
}
