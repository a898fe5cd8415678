package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.tokenizers.document.DocumentFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum translate}: lines in, their translations out. */
@Command(
    name = "translate",
    description = "Translates each line; a line in, a line out, in order. Or a whole document.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the translation",
      "jsonl: {\"id\":1,\"source\":...,\"translation\":...,\"log_probability\":...,\"nbest\":[...]}",
      "tsv:   line, source, translation, log-probability; --nbest N gives N rows a line",
      "Line feeds inside a text of jsonl or csv are spaces in text and tsv.",
      "Each of nbest has its score, by which the search ranks: log-probability by length penalty.",
      "Alignments are source token, target token (from 0) and the attention between them.",
      "Of .srt, .vtt, .po, .md and .html the texts are translated; the rest stays to the byte.",
      "Examples: ieum translate film.srt --output film.en.srt",
      "          ieum translate --model translation-en-de --format jsonl --alignment < in.txt",
    })
public final class TranslateCommand implements Callable<Integer> {
  /** The model when none is named. */
  public static final String DEFAULT_MODEL = "translation-ko-en";

  private static final String PREFIX = "translation-";
  private static final int BATCH_PER_THREAD = 64;

  @Mixin private LineOptions lines;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "See ieum models list. Default: " + DEFAULT_MODEL + ".")
  private Optional<String> model = Optional.empty();

  @Option(names = "--from", paramLabel = "LANGUAGE", description = "Source language, such as ko.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "LANGUAGE", description = "Target language, such as en.")
  private Optional<String> to = Optional.empty();

  @Mixin private ModelOptions.Decoding beam;
  @Mixin private ModelOptions options;

  @Option(
      names = "--nbest",
      paramLabel = "N",
      defaultValue = "1",
      description = "Translations of each line, at most the beam. Default: 1.")
  private int nbest;

  @Option(names = "--alignment", description = "Print alignments too, in jsonl and tsv.")
  private boolean alignment;

  @Mixin private DocumentOptions document;

  private final Console console;

  /** Makes the command. */
  public TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Optional<DocumentFormat> format = document.format(lines);
    if (format.isPresent()) {
      document.check(lines, nbest > 1 || alignment, beam.raw());
    }
    TranslationResults results = new TranslationResults(alignment);
    InputForm.Shape shape =
        new InputForm.Shape(
            lines.format, "source", false, results.names(lines.format), TranslationResults.NULLS);
    try (TextTranslator translator =
        TextTranslator.open(
            ModelOptions.bundle(modelName()), options.threads(), options.precision())) {
      DecodingConfig wide = beam.decoding(translator.decoding());
      DecodingConfig decoding =
          wide.withNbest(UsageException.inRange("--nbest", nbest, 1, wide.beamSize()));
      if (format.isPresent()) {
        document.run(format.get(), console, lines, text -> translator.translate(text, decoding));
        return CommandLine.ExitCode.OK;
      }
      int batch = BATCH_PER_THREAD * options.threads();
      try (RecordStream records = new RecordStream(console, lines, batch, shape)) {
        while (records.next()) {
          List<Translation> translated = translator.translate(records.texts(), decoding, alignment);
          records.print(translated.stream().map(results::result).iterator());
        }
      }
    }
    return CommandLine.ExitCode.OK;
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
    List<String> all =
        ModelSource.onClassPath().stream()
            .map(ModelSource::name)
            .filter(name -> name.startsWith(PREFIX))
            .toList();
    List<String> fitting =
        all.stream()
            .filter(name -> from.isEmpty() || name.startsWith(PREFIX + from.get() + "-"))
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

  private void checkOptions() throws IOException {
    if (lines.format == OutputFormat.TEXT && (nbest > 1 || alignment)) {
      throw new UsageException(
          "command line: --format = text with %s; text is a translation a line; use jsonl or tsv"
              .formatted(alignment ? "--alignment" : "--nbest = " + nbest));
    }
    lines.checkOutput();
  }
}
