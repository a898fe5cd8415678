package dev.ieum.cli.options;

import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a model is run; opens the models that {@code --model} names. */
public final class ModelOptions {

  /** The option {@code --threads}. */
  public static final class Threads {
    private static final int MOST = 1024;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Threads that compute; the results do not depend on it. Default: the cores.")
    private Optional<Integer> threads = Optional.empty();

    /** Returns the number given, or the number of cores. */
    public int count() {
      return UsageException.inRange(
          "--threads", threads.orElse(Runtime.getRuntime().availableProcessors()), 1, MOST);
    }
  }

  /** The options that say how a translation is searched for. */
  public static final class Decoding {

    @Option(
        names = "--beam",
        paramLabel = "N",
        description = "Hypotheses kept per sentence, 1 to 64. Default: the model's own.")
    private Optional<Integer> size = Optional.empty();

    @Option(
        names = "--full-vocabulary",
        description = "Score every target token, not the model's shortlist for each line.")
    private boolean fullVocabulary;

    @Option(
        names = "--pruning",
        paramLabel = "NATS",
        description = "Drop hypotheses far below the best; 0 keeps all. Default: the model's own.")
    private Optional<Double> pruning = Optional.empty();

    @Option(
        names = "--raw",
        description = "Translate lines as they are: no splitting, no entities, no limit.")
    private boolean raw;

    @Option(
        names = "--no-repetition-limit",
        description = "Let a translation repeat words that its source does not repeat.")
    private boolean repetition;

    /** Whether lines go into the network as they are. */
    public boolean raw() {
      return raw;
    }

    /** Returns {@code own}, a model's settings, with the options given. */
    public DecodingConfig decoding(DecodingConfig own) {
      DecodingConfig decoding = fullVocabulary ? own.withFullVocabulary() : own;
      decoding = repetition ? decoding.withRepetition() : decoding;
      decoding = raw ? decoding.withRawText() : decoding;
      if (pruning.isPresent()) {
        decoding = decoding.withPruning(pruning.get());
      }
      if (size.isPresent()) {
        decoding = decoding.withBeamSize(UsageException.inRange("--beam", size.get(), 1, 64));
      }
      return decoding;
    }
  }

  @Mixin private Threads threads;

  @Option(
      names = "--precision",
      paramLabel = "KIND",
      defaultValue = "int8",
      description = "Precision of matrix products: int8 or float32. Default: ${DEFAULT-VALUE}.")
  private ProductPrecision precision;

  public int threads() {
    return threads.count();
  }

  public ProductPrecision precision() {
    return precision;
  }

  /**
   * Opens and verifies a model.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when there is none or it is damaged
   */
  public static ModelBundle bundle(String name) throws IOException {
    return ModelBundle.open(ModelSource.resolve(name));
  }

  /**
   * Opens and verifies several models.
   *
   * @throws dev.ieum.core.bundle.ModelBundleException when one of them is missing or damaged
   */
  public static List<ModelBundle> bundles(List<String> names) throws IOException {
    List<ModelBundle> bundles = new ArrayList<>(names.size());
    for (String name : names) {
      bundles.add(bundle(name));
    }
    return bundles;
  }
}
