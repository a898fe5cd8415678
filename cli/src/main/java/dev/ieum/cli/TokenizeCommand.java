package dev.ieum.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum tokenize}: lines in, their tokens, morphemes or sentences out. */
@Command(
    name = "tokenize",
    description = "Cuts each line into tokens; U+2581 in a token stands for a space before it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the tokens of a line with a space between them",
      "jsonl: {\"id\":1,\"text\":...,\"tokens\":[{\"text\":...,\"begin\":0,\"end\":2}...]}",
      "tsv:   a row for each token (line, token, begin, end), an empty row after each line",
      "With --pos: eojeol, morpheme, tags, dictionary form, what the tags mean, parts, reading of",
      "Hanja; text aligns them, tsv adds line, number of the eojeol, begin and end. An empty row",
      "after each line. Offsets count UTF-16 units of the line as given.",
      "Examples: ieum tokenize --pos samples/everyday.ko.txt",
      "          ieum tokenize --slang --normalize reviews --respace --format jsonl < reviews.txt",
    })
final class TokenizeCommand implements Callable<Integer> {
  private static final int BATCH = 256;

  @Mixin private InputOptions input;
  @Mixin private CutOptions cut;

  @Option(names = "--pos", description = "Give Korean morphemes with their kinds; nori only.")
  private boolean pos;

  @Option(
      names = "--sentences",
      paramLabel = "LANGUAGE",
      converter = SentencePrinter.Language.Converter.class,
      description = "Give sentences, a row each, and no tokens: korean or english.")
  private Optional<SentencePrinter.Language> sentences = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OutputFormat.Converter.class,
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Mixin private ThreadsOption threads;

  private final Console console;

  TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    TextAnalysis analysis = analysis();
    Set<String> names = new LinkedHashSet<>(analysis.columns());
    if (format == OutputFormat.JSONL) {
      names = Set.of(analysis.field(), ResultPrinter.ERROR);
    }
    InputForm.Shape shape = new InputForm.Shape(format, InputForm.TEXT, false, names);
    ResultPrinter printer = new ResultPrinter(shape, List.of(analysis.field()));
    try (InputReader reader = input.open(console, shape);
        Workers workers = new Workers(threads.count())) {
      ResultOutput results = console.results();
      printer.header(reader, results);
      LineStream.ofRecords(BATCH)
          .run(
              reader,
              batch ->
                  printer
                      .print(batch, texts -> workers.map(texts, analysis::of).iterator())
                      .stream()
                      .map(
                          text ->
                              format == OutputFormat.TSV && !text.isEmpty() ? text + "\n" : text)
                      .toList(),
              results);
      reader.summarize();
    }
    return ExitCode.DONE;
  }

  private TextAnalysis analysis() throws IOException {
    cut.check();
    cut.needsNori("--pos", pos);
    if (sentences.isPresent()) {
      if (pos || cut.anyGiven()) {
        throw new UsageException(
            "command line: --sentences with options for tokens; sentences are cut no further;"
                + " leave one or the other out");
      }
      return new SentencePrinter(sentences.get().splitter());
    }
    return pos
        ? new MorphemePrinter(cut.morphology(console), cut.decompound())
        : new TokenPrinter(cut.tokenizer(console));
  }
}
