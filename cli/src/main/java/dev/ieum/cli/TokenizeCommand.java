package dev.ieum.cli;

import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "Text, a sentence a line; - or none: standard input.")
  private String file;

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
    LinePrinter printer = printer();
    try (Utf8Lines lines = console.lines(file);
        Workers workers = new Workers(threads.count())) {
      LineStream.ofText(BATCH)
          .run(
              lines,
              (batch, first) ->
                  workers.map(
                      IntStream.range(0, batch.size()).boxed().toList(),
                      i -> printer.print(first + i, batch.get(i))),
              console.results());
    }
    return ExitCode.DONE;
  }

  private LinePrinter printer() throws IOException {
    cut.check();
    cut.needsNori("--pos", pos);
    if (sentences.isPresent()) {
      if (pos || cut.anyGiven()) {
        throw new UsageException(
            "command line: --sentences with options for tokens; sentences are cut no further;"
                + " leave one or the other out");
      }
      return new SentencePrinter(sentences.get().splitter(), format);
    }
    return pos
        ? new MorphemePrinter(cut.morphology(console), cut.decompound(), format)
        : new TokenPrinter(cut.tokenizer(console), format);
  }
}
