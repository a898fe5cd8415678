package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.CorpusOptions;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.ReportOptions;
import dev.ieum.core.bundle.ModelBundle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} that do not depend on the task. */
final class EvaluationOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "The model to evaluate; several: the mean of sentiment models.")
  List<String> models = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE|NAME/PART",
      description = "A TSV or JSONL file, gzipped or not, or a part of a named corpus.")
  Optional<String> data = Optional.empty();

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the model's translations or labels there, one per line.")
  private Optional<String> save = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Bootstrap resamples of the test set. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Mixin ReportOptions report;
  @Mixin CorpusOptions choice;
  @Mixin ModelOptions model;

  int samples() {
    return UsageException.inRange("--samples", samples, 1, 1_000_000);
  }

  /**
   * Returns the one corpus of {@code corpora}, which {@code option} named.
   *
   * @throws UsageException if there are more
   */
  static <T> T only(List<T> corpora, String option, String name) {
    if (corpora.size() > 1) {
      throw new UsageException(
          "command line: %s = %s; name one part of it, as in %s/test"
              .formatted(option, name, name));
    }
    return corpora.get(0);
  }

  /**
   * Returns the one model given.
   *
   * @param kind of model, in the error
   * @throws UsageException if there are more
   */
  static ModelBundle only(List<ModelBundle> bundles, String kind) {
    if (bundles.size() > 1) {
      throw new UsageException(
          "command line: --model given %d times; one %s is evaluated; give one"
              .formatted(bundles.size(), kind));
    }
    return bundles.get(0);
  }

  /** Writes the model's predictions to the file of {@code --save}, if there is one. */
  void save(List<String> predictions, Console console) throws IOException {
    if (save.isPresent()) {
      console.write(save.get(), predictions);
    }
  }
}
