package dev.ieum.cli;

import dev.ieum.core.inference.ProductPrecision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} that do not depend on what the model does. */
final class EvaluationOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Score what it says; more than once: the mean of sentiment models.")
  private List<String> models = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE|NAME/PART",
      description = "A TSV or JSONL file, gzipped or not, or a part of a named corpus.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = ReportFormat.Converter.class,
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the model's translations or labels there, a line each.")
  private Optional<String> save = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Test sets that the bootstrap draws. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the draws follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private CorpusChoice choice;
  @Mixin private ThreadsOption threads;
  @Mixin private PrecisionOption precision;

  List<String> models() {
    return models;
  }

  Optional<String> data() {
    return data;
  }

  int samples() {
    return UsageException.inRange("--samples", samples, 1, 1_000_000);
  }

  long seed() {
    return seed;
  }

  CorpusChoice choice() {
    return choice;
  }

  ProductPrecision precision() {
    return precision.value();
  }

  int threads() {
    return threads.count();
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

  /** Writes the model's answers to the file of {@code --save}, if there is one. */
  void save(List<String> answers, Console console) throws IOException {
    if (save.isPresent()) {
      try (ResultOutput output = console.results(save.get())) {
        for (String answer : answers) {
          output.line(answer);
        }
      }
    }
  }

  /** Prints a report in the format asked for. */
  int print(List<String> text, String json, Console console) throws IOException {
    try (ResultOutput output = console.results()) {
      switch (format) {
        case TEXT -> {
          for (String line : text) {
            output.line(line);
          }
        }
        case JSON -> output.line(json);
      }
    }
    return ExitCode.DONE;
  }
}
