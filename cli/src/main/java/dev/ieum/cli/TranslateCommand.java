package dev.ieum.cli;

import dev.ieum.datasets.Utf8Lines;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.search.DecodingConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "Alignments are source token, target token (from 0) and the attention between them.",
      "Examples: ieum translate samples/everyday.ko.txt",
      "          ieum translate --model translation-en-de --format jsonl --alignment < in.txt",
    })
final class TranslateCommand implements Callable<Integer> {
  /** The model that translates when none is named. */
  static final String DEFAULT_MODEL = "translation-ko-en";

  private static final int BATCH_PER_THREAD = 64;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "Text, a sentence a line; - or none: standard input.")
  private String file;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      defaultValue = DEFAULT_MODEL,
      description = "See ieum models list. Default: ${DEFAULT-VALUE}.")
  private String model;

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
    TranslationFormat printer = new TranslationFormat(format, alignment);
    try (Utf8Lines lines = console.lines(file);
        TextTranslator translator =
            TextTranslator.open(Models.bundle(model), threads.count(), precision.value());
        ResultOutput results = output.open(console);
        LineProgress progress = output.progress(console, "translating")) {
      DecodingConfig decoding = decoding(translator.decoding());
      LineStream.ofText(BATCH_PER_THREAD * threads.count())
          .run(
              lines,
              (batch, first) -> {
                List<Translation> translations = translator.translate(batch, decoding, alignment);
                List<String> printed = new ArrayList<>();
                for (int i = 0; i < translations.size(); i++) {
                  printed.add(printer.print(first + i, translations.get(i)));
                }
                progress.done(first - 1 + batch.size());
                return printed;
              },
              results);
    }
    return ExitCode.DONE;
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
    output.requireOtherThan(file);
  }
}
