package dev.ieum.cli;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens the models that {@code --model} names. */
final class Models {

  private Models() {}

  /**
   * Opens and verifies a model.
   *
   * @throws ModelBundleException when there is none or it is damaged
   */
  static ModelBundle bundle(String name) throws IOException {
    return ModelBundle.open(ModelSource.resolve(name));
  }

  /**
   * Opens and verifies several models.
   *
   * @throws ModelBundleException when one of them is missing or damaged
   */
  static List<ModelBundle> bundles(List<String> names) throws IOException {
    List<ModelBundle> bundles = new ArrayList<>(names.size());
    for (String name : names) {
      bundles.add(bundle(name));
    }
    return bundles;
  }

  /**
   * Opens the tokenizer that a model reads its source with.
   *
   * @throws ModelBundleException when there is no such model or it is damaged
   */
  static Tokenizer sourceTokenizer(String name) throws IOException {
    ModelBundle bundle = bundle(name);
    Map<String, Map<String, String>> specs = bundle.manifest().tokenizers();
    for (String role : new String[] {"source", "shared"}) {
      if (specs.containsKey(role)) {
        return TokenizerSpec.fromMap(specs.get(role)).openForReading(bundle::text);
      }
    }
    throw new ModelBundleException(
        "%s: tokenizers = %s; one for the source is needed; give another model"
            .formatted(bundle.source(), specs.keySet()));
  }
}
