package dev.ieum.seq2seq;

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
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.PlainTranslationNetwork;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.seq2seq.search.DecodingConfig;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A translation bundle made ready to run: codecs, settings and network. Thread-safe.
 *
 * @param source text to ids
 * @param target ids to text
 * @param network what the bundle's weights make
 * @param shortlist which target tokens a source may become, where the bundle says so
 * @param decoding how its makers search
 */
public record TranslationModel(
    TextCodec source,
    TextCodec target,
    PlainTranslationNetwork network,
    Optional<Shortlist> shortlist,
    DecodingConfig decoding) {
  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String SOURCE = "source";

  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String TARGET = "target";

  /** A role of tokenizers and vocabularies in a bundle. */
  public static final String SHARED = "shared";

  /**
   * Reads a bundle.
   *
   * @param arithmetic in what numbers the network is to multiply
   * @throws ModelBundleException when the bundle is of another task or contradicts itself
   */
  public static TranslationModel open(ModelBundle bundle, Arithmetic arithmetic)
      throws IOException {
    Manifest manifest = bundle.manifest();
    requireTranslation(bundle);
    boolean shared = manifest.vocabularies().containsKey(SHARED);
    TextCodec source = codec(bundle, SOURCE);
    TextCodec target = codec(bundle, TARGET);
    try {
      Settings settings = Settings.of(bundle.source() + ": model.json", manifest.network());
      NetworkConfig config = NetworkConfig.read(settings);
      DecodingConfig decoding = DecodingConfig.read(settings.section("decoding"));
      settings.requireAllTaken();
      PlainTranslationNetwork network =
          new PlainTranslationNetwork(
              new Weights(bundle.weights()),
              config,
              source.vocabulary().size(),
              target.vocabulary().size(),
              shared,
              arithmetic);
      return new TranslationModel(
          source, target, network, shortlist(bundle, source, target), decoding);
    } catch (ConfigException e) {
      throw new ModelBundleException(
          e.getMessage() + "; the bundle is damaged or of another version", e);
    }
  }

  private static Optional<Shortlist> shortlist(
      ModelBundle bundle, TextCodec source, TextCodec target) throws IOException {
    if (!bundle.manifest().files().containsKey(Shortlist.FILE)) {
      return Optional.empty();
    }
    try (BufferedReader file = bundle.text(Shortlist.FILE)) {
      return Optional.of(
          Shortlist.read(file, source.vocabulary().size(), target.vocabulary().size()));
    }
  }

  /**
   * Checks what a bundle is for.
   *
   * @throws ModelBundleException when that is not translation
   */
  public static void requireTranslation(ModelBundle bundle) {
    if (bundle.manifest().task() != ModelTask.TRANSLATION) {
      throw new ModelBundleException(
          "%s: task = %s; allowed: translation; give a translation model"
              .formatted(bundle.source(), bundle.manifest().task()));
    }
  }

  /**
   * Reads the codec of a side.
   *
   * @param role {@value #SOURCE} or {@value #TARGET}
   * @throws ModelBundleException when the bundle has none, or contradicts itself
   */
  public static TextCodec codec(ModelBundle bundle, String role) throws IOException {
    boolean shared = bundle.manifest().vocabularies().containsKey(SHARED);
    Map<String, String> spec = bundle.manifest().tokenizers().get(role);
    if (spec == null) {
      throw new ModelBundleException(
          "%s: model.json has no tokenizer '%s'; fetch the model again"
              .formatted(bundle.source(), role));
    }
    try {
      return new TextCodec(
          TokenizerSpec.fromMap(spec).open(bundle::text),
          Vocabulary.ofAll(bundle.vocabulary(shared ? SHARED : role)));
    } catch (TokenizerException | IllegalArgumentException e) {
      throw new ModelBundleException(
          "%s: %s; fetch the model again".formatted(bundle.source(), e.getMessage()), e);
    }
  }

  /** Returns what {@link #open} reads back as the network's settings. */
  public static JsonObject settings(NetworkConfig network, DecodingConfig decoding) {
    JsonObject json = network.toJson();
    json.add("decoding", decoding.toJson());
    return json;
  }
}
