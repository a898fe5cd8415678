package dev.ieum.cli;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the models that {@code --model} names. */
final class Models {

  private static final String TRANSLATION = "translation-";

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
   * Returns the name of the translation model between two languages, by the names of models.
   *
   * @throws UsageException when there is none, or more than one
   */
  static String translation(Optional<String> from, Optional<String> to) {
    List<String> all =
        ModelSource.onClassPath().stream()
            .map(ModelSource::name)
            .filter(name -> name.startsWith(TRANSLATION))
            .toList();
    List<String> fitting =
        all.stream()
            .filter(name -> from.isEmpty() || name.startsWith(TRANSLATION + from.get() + "-"))
            .filter(name -> to.isEmpty() || name.endsWith("-" + to.get()))
            .toList();
    if (fitting.size() != 1) {
      throw new UsageException(
          "command line: --from = %s, --to = %s; %s such models; known: %s; name one by --model"
              .formatted(
                  from.orElse("any"),
                  to.orElse("any"),
                  fitting.isEmpty() ? "no" : "several",
                  String.join(", ", all)));
    }
    return fitting.get(0);
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
