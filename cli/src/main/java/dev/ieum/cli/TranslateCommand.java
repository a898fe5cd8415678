package dev.ieum.cli;

import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum translate}: lines in, their translations out. */
@Command(
    name = "translate",
    description = "Translates each line; a line in, a line out, in order.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the translation",
      "jsonl: {\"id\":1,\"source\":...,\"translation\":...,\"log_probability\":...,\"nbest\":[...]}",
      "tsv:   line, source, translation, log-probability; --nbest N gives N rows a line",
      "Line feeds inside a text of jsonl or csv are spaces in text and tsv.",
      "Alignments are source token, target token (from 0) and the attention between them.",
      "Examples: ieum translate samples/everyday.ko.txt",
      "          ieum translate --model translation-en-de --format jsonl --alignment < in.txt",
    })
final class TranslateCommand implements Callable<Integer> {
  /** The model that translates when none is named. */
  static final String DEFAULT_MODEL = "translation-ko-en";

  private static final int BATCH_PER_THREAD = 64;

  @Mixin private InputOptions input;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "See ieum models list. Default: " + DEFAULT_MODEL + ".")
  private Optional<String> model = Optional.empty();

  @Option(names = "--from", paramLabel = "LANGUAGE", description = "Source language, such as ko.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "LANGUAGE", description = "Target language, such as en.")
  private Optional<String> to = Optional.empty();

  @Mixin private DecodingOptions beam;
  @Mixin private PrecisionOption precision;

  @Option(
      names = "--nbest",
      paramLabel = "N",
      defaultValue = "1",
      description = "Translations given for each line, at most the beam. Default: 1.")
  private int nbest;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OutputFormat.Converter.class,
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Option(names = "--alignment", description = "Give alignments too, in jsonl and tsv.")
  private boolean alignment;

  @Mixin private OutputOption output;
  @Mixin private ThreadsOption threads;

  private final Console console;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    TranslationFormat results = new TranslationFormat(format, alignment);
    InputForm.Shape shape = new InputForm.Shape(format, "source", true, results.names());
    try (TextTranslator translator =
        TextTranslator.open(Models.bundle(modelName()), threads.count(), precision.value())) {
      DecodingConfig decoding = decoding(translator.decoding());
      LineStream.filter(
          console,
          input,
          output,
          BATCH_PER_THREAD * threads.count(),
          new ResultPrinter(shape, TranslationFormat.nulls()),
          texts ->
              translator.translate(texts, decoding, alignment).stream()
                  .map(results::result)
                  .iterator());
    }
    return ExitCode.DONE;
  }

  private String modelName() {
    if (from.isEmpty() && to.isEmpty()) {
      return model.orElse(DEFAULT_MODEL);
    }
    if (model.isPresent()) {
      throw new UsageException(
          "command line: --model = %s with --from or --to; the model knows its languages; give one"
                  .formatted(model.get())
              + " or the other");
    }
    return Models.translation(from, to);
  }

  private DecodingConfig decoding(DecodingConfig own) {
    DecodingConfig wide = beam.decoding(own);
    return wide.withNbest(UsageException.inRange("--nbest", nbest, 1, wide.beamSize()));
  }

  private void checkOptions() throws IOException {
    if (format == OutputFormat.TEXT && (nbest > 1 || alignment)) {
      throw new UsageException(
          "command line: --format = text with %s; text is a translation a line; use jsonl or tsv"
              .formatted(alignment ? "--alignment" : "--nbest = " + nbest));
    }
    output.requireOtherThan(input.files());
  }
}
