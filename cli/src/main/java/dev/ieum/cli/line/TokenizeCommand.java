package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ieum tokenize}: lines in, their tokens, morphemes or sentences out. */
@Command(
    name = "tokenize",
    description = "Splits each line into tokens; U+2581 in a token marks a space before it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the tokens of a line with a space between them",
      "jsonl: {\"id\":1,\"text\":...,\"tokens\":[{\"text\":...,\"begin\":0,\"end\":2}...]}",
      "tsv:   a row for each token (line, token, begin, end), an empty row after each line",
      "With --pos: eojeol, morpheme, tags, dictionary form, names of the tags, parts, reading of",
      "Hanja; text aligns them, tsv adds line, number of the eojeol, begin and end. An empty row",
      "after each line. Offsets count UTF-16 units of the line as given.",
      "Examples: ieum tokenize --pos samples/everyday.ko.txt",
      "          ieum tokenize --slang --normalize reviews --respace --format jsonl < reviews.txt",
    })
public final class TokenizeCommand implements Callable<Integer> {
  private static final int BATCH = 256;

  /** The languages with a sentence splitter. */
  private enum Language {
    KOREAN,
    ENGLISH
  }

  @Spec private CommandSpec spec;
  @Mixin private LineOptions lines;
  @Mixin private TokenizerOptions options;

  @Option(
      names = "--pos",
      description = "Print Korean morphemes with their parts of speech; nori only.")
  private boolean pos;

  @Option(
      names = "--sentences",
      paramLabel = "LANGUAGE",
      description = "Print sentences, one per row, in place of tokens: korean or english.")
  private Optional<Language> sentences = Optional.empty();

  @Mixin private ModelOptions.Threads threads;

  private final Console console;

  /** Makes the command. */
  public TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    TextResults results = results();
    List<String> names =
        lines.format == OutputFormat.JSONL
            ? List.of(results.field(), ResultPrinter.ERROR)
            : results.columns();
    InputForm.Shape shape =
        new InputForm.Shape(lines.format, InputForm.TEXT, true, names, List.of(results.field()));
    lines.checkOutput();
    try (ParallelMap pool = new ParallelMap(threads.count());
        RecordStream records = new RecordStream(console, lines, BATCH, shape)) {
      while (records.next()) {
        records.print(pool.map(records.texts(), results.function()).iterator());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private TextResults results() throws IOException {
    options.check();
    options.needsNori("--pos", pos);
    if (sentences.isPresent()) {
      if (UsageException.firstGiven(
              spec,
              ("--pos --tokenizer --model --user-dictionary --slang --decompound --normalize"
                      + " --respace")
                  .split(" "))
          .isPresent()) {
        throw new UsageException(
            "command line: --sentences with options for tokens; sentences are cut no further;"
                + " leave one or the other out");
      }
      return TextResults.sentences(
          switch (sentences.get()) {
            case KOREAN -> SentenceSplitter.korean();
            case ENGLISH -> SentenceSplitter.english();
          });
    }
    return pos
        ? TextResults.morphemes(options.morphology(console), options.decompound())
        : TextResults.tokens(options.tokenizer(console));
  }
}
