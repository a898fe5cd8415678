package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.options.CorpusOptions;
import dev.ieum.core.config.EnumWords;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusInfo;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.datasets.catalog.NamedCorpus;
import dev.ieum.datasets.check.CorpusStatistics;
import dev.ieum.datasets.check.LabeledStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum datasets}: the corpora known by name, and what a corpus holds. */
@Command(
    name = "datasets",
    description = "Lists the corpora known by name, or counts what a corpus holds.",
    synopsisSubcommandLabel = "(list | stats)",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Your own corpora: describe them in the file corpora.yaml of the data directory (--data-dir,",
      "IEUM_DATA). Their names then work in datasets, check, evaluate and train alike:",
      "",
      "  reviews:",
      "    languages: [ko]              one: labelled texts; two: pairs",
      "    columns: [comment, stars]    text and label; for pairs, one for each language",
      "    parts:",
      "      train: {files: reviews/train.tsv}",
      "      test: {files: reviews/test.tsv}",
      "",
      "All keys: docs/datasets.md"
    })
final class DatasetsCommand extends Commands.Group {
  /** Numbers by size, then words: 2 before 10. */
  private static final Comparator<String> NATURAL =
      Comparator.<String>comparingInt(label -> label.matches("[0-9]+") ? label.length() : 99)
          .thenComparing(Comparator.naturalOrder());

  private final Console console;

  DatasetsCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description =
          "Lists the corpora, their parts, whether their files are present, their licences.",
      mixinStandardHelpOptions = true)
  int list(@Mixin CorpusOptions choice) throws IOException {
    Optional<Path> directory = choice.dataDirectory(console);
    Table table = new Table().row("name", "here", "release", "licence", "what it is");
    for (NamedCorpus corpus : CorpusCatalog.of(directory).corpora()) {
      for (NamedCorpus.Part part : corpus.parts()) {
        table.row(
            corpus.name() + "/" + part.name(),
            directory.map(part::isPresent).orElse(false) ? "yes" : "no",
            corpus.licence().releasable() ? "yes" : "no",
            corpus.licence().name(),
            corpus.description());
      }
    }
    console.print(table.lines());
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "stats",
      description = "Counts the pairs or labelled texts of a TSV or JSONL file or a named corpus.",
      footer =
          "A file with columns 'text' and 'label' holds labelled texts unless --columns is given.",
      mixinStandardHelpOptions = true)
  int stats(
      @Parameters(paramLabel = "NAME|FILE", description = "A name of the list, or a file.")
          String name,
      @Option(names = "--labeled", description = "Each row of the file has a text and its label.")
          boolean labeled,
      @Mixin CorpusOptions choice)
      throws IOException {
    try (ResultOutput output = console.results(Console.STANDARD_INPUT)) {
      if (labeled || choice.isLabeled(name, console)) {
        for (Corpus<LabeledText> corpus : choice.labeled(name, console)) {
          print(describeLabeled(corpus), output);
        }
      } else {
        for (Corpus<TextPair> corpus : choice.pairs(name, List.of(), console)) {
          print(describePairs(corpus), output);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static void print(Table table, ResultOutput output) throws IOException {
    for (String line : table.row("").lines()) {
      output.line(line);
    }
    output.flush();
  }

  private static Table describe(CorpusInfo info) {
    return new Table()
        .row("corpus", info.name())
        .row("split", EnumWords.of(info.split()))
        .row("licence", info.licence().name())
        .row("attribution", info.licence().attribution());
  }

  private static Table describeLabeled(Corpus<LabeledText> corpus) throws IOException {
    LabeledStatistics counts = LabeledStatistics.of(corpus);
    Table table = describe(corpus.info());
    table.row("labelled texts", counts.rows());
    table.row("blank", counts.blank());
    table.row("repeated", counts.repeated());
    table.row("contradicting", counts.contradicting());
    side(table, "text", counts.text());
    counts.rowsByLabel().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(NATURAL))
        .forEach(label -> table.row("labelled " + label.getKey(), label.getValue()));
    return table;
  }

  private static Table describePairs(Corpus<TextPair> corpus) throws IOException {
    CorpusStatistics counts = CorpusStatistics.of(corpus);
    Table table = describe(corpus.info());
    table.row("pairs", counts.pairs());
    table.row("with a blank side", counts.emptySides());
    table.row("repeated", counts.repeated());
    side(table, "source", counts.source());
    side(table, "target", counts.target());
    new TreeMap<>(counts.pairsBySubset())
        .forEach((subset, pairs) -> table.row("from " + subset, pairs));
    return table;
  }

  private static void side(Table table, String name, CorpusStatistics.Side side) {
    table.row(
        name,
        "%,d words, %,d characters, the longest text %,d characters"
            .formatted(side.words(), side.characters(), side.longest()));
  }
}
