package dev.ieum.seq2seq.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.train.TranslationConfig.TransferPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A finished translation model that training goes on from: how text becomes ids, the network and
 * its weights, or those of the part that is wanted. Immutable.
 *
 * @param identity which model it is, wherever it lies
 * @param source subwords of the source
 * @param target subwords of the target
 * @param shared whether both sides have one vocabulary
 */
record Transfer(
    String identity,
    Subwords source,
    Subwords target,
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
    bundle.requireTask(ModelTask.TRANSLATION);
    Manifest manifest = bundle.manifest();
    List<String> languages = config.run().languages();
    if (!manifest.languages().equals(languages)) {
      throw new ModelBundleException(
          "transfer: languages of %s = %s; allowed: %s, as source-language and target-language say"
              .formatted(bundle.source(), manifest.languages(), languages));
    }
    Settings settings = Settings.of(bundle.source() + ": model.json", manifest.network());
    NetworkConfig network = settings.read(NetworkConfig.class);
    settings.section("decoding").read(DecodingConfig.class);
    settings.requireAllTaken();
    return new Transfer(
        manifest.identity(),
        Subwords.of(bundle, TranslationModel.SOURCE),
        Subwords.of(bundle, TranslationModel.TARGET),
        manifest.vocabularies().containsKey(TranslationModel.SHARED),
        network,
        weights(bundle, config.transferOnly()));
  }

  private static Map<String, FloatTensor> weights(ModelBundle bundle, Optional<TransferPart> only)
      throws IOException {
    Map<String, FloatTensor> weights = new LinkedHashMap<>(bundle.weights());
    only.ifPresent(
        part -> {
          TransferPart other =
              part == TransferPart.ENCODER ? TransferPart.DECODER : TransferPart.ENCODER;
          String module = other.name().toLowerCase(Locale.ROOT) + ".";
          weights.keySet().removeIf(name -> name.startsWith(module));
        });
    return weights;
  }
}
