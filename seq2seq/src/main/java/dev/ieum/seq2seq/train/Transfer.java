package dev.ieum.seq2seq.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.Settings;
import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.search.DecodingConfig;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import dev.ieum.tokenizers.spec.WordKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A finished translation model that training goes on from: how text becomes ids, the network and
 * all its weights. Immutable.
 *
 * @param identity which model it is, wherever it lies
 * @param source codec of the source
 * @param target codec of the target
 * @param sourceWords how the source's codec cuts a text before subwords
 * @param targetWords how the target's codec cuts a text before subwords
 * @param shared whether both sides have one vocabulary
 */
record Transfer(
    String identity,
    TextCodec source,
    TextCodec target,
    WordKind sourceWords,
    WordKind targetWords,
    boolean shared,
    NetworkConfig network,
    Map<String, FloatTensor> weights) {

  /**
   * Reads the bundle that {@code config} goes on from.
   *
   * @throws ModelBundleException when there is no such model, or it translates other languages
   */
  static Transfer of(TranslationConfig config) throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(config.transfer().orElseThrow()));
    TranslationModel.requireTranslation(bundle);
    Manifest manifest = bundle.manifest();
    List<String> languages = List.of(config.sourceLanguage(), config.targetLanguage());
    if (!manifest.languages().equals(languages)) {
      throw new ModelBundleException(
          "transfer: languages of %s = %s; allowed: %s, as source-language and target-language say"
              .formatted(bundle.source(), manifest.languages(), languages));
    }
    Settings settings = Settings.of(bundle.source() + ": model.json", manifest.network());
    NetworkConfig network = NetworkConfig.read(settings);
    DecodingConfig.read(settings.section("decoding"));
    settings.requireAllTaken();
    return new Transfer(
        manifest.identity(),
        TranslationModel.codec(bundle, TranslationModel.SOURCE),
        TranslationModel.codec(bundle, TranslationModel.TARGET),
        words(manifest, TranslationModel.SOURCE),
        words(manifest, TranslationModel.TARGET),
        manifest.vocabularies().containsKey(TranslationModel.SHARED),
        network,
        bundle.weights());
  }

  private static WordKind words(Manifest manifest, String role) {
    return TokenizerSpec.fromMap(manifest.tokenizers().get(role)).words();
  }
}
