package dev.ieum.cli;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusPart;
import dev.ieum.datasets.CorpusStatistics;
import dev.ieum.datasets.NamedCorpus;
import dev.ieum.datasets.TextPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ieum datasets}: the corpora known by name, and what a corpus holds. */
@Command(
    name = "datasets",
    description = "Lists the corpora known by name, or counts what a corpus holds.",
    synopsisSubcommandLabel = "(list | stats)",
    mixinStandardHelpOptions = true)
final class DatasetsCommand extends CommandGroup {
  private final Console console;

  DatasetsCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = "Lists the corpora, their parts, whether their files are here, their licences.",
      mixinStandardHelpOptions = true)
  int list(@Mixin CorpusChoice choice) throws IOException {
    Optional<Path> directory = choice.dataDirectory(console);
    Table table = new Table().row("name", "here", "release", "licence", "what it is");
    for (NamedCorpus corpus : NamedCorpus.values()) {
      for (CorpusPart part : corpus.parts()) {
        table.row(
            corpus.corpusName() + "/" + part.name(),
            directory.map(part::isPresent).orElse(false) ? "yes" : "no",
            corpus.licence().releasable() ? "yes" : "no",
            corpus.licence().name(),
            corpus.description());
      }
    }
    return print(table.lines());
  }

  @Command(
      name = "stats",
      description = "Counts the pairs of a TSV or JSONL file or of a named corpus.",
      mixinStandardHelpOptions = true)
  int stats(
      @Parameters(paramLabel = "NAME|FILE", description = "A name of the list, or a file.")
          String name,
      @Mixin CorpusChoice choice)
      throws IOException {
    for (Corpus<TextPair> corpus : choice.open(name, List.of(), console)) {
      print(describe(corpus));
    }
    return ExitCode.DONE;
  }

  private static List<String> describe(Corpus<TextPair> corpus) throws IOException {
    CorpusStatistics counts = CorpusStatistics.of(corpus);
    Table table = new Table();
    table.row("corpus", corpus.info().name());
    table.row("split", LowerCase.word(corpus.info().split()));
    table.row("licence", corpus.info().licence().name());
    table.row("attribution", corpus.info().licence().attribution());
    table.row("pairs", number(counts.pairs()));
    table.row("with a blank side", number(counts.emptySides()));
    table.row("repeated", number(counts.repeated()));
    side(table, "source", counts.source());
    side(table, "target", counts.target());
    new TreeMap<>(counts.pairsByOrigin())
        .forEach((origin, pairs) -> table.row("from " + origin, number(pairs)));
    return table.row("").lines();
  }

  private static void side(Table table, String name, CorpusStatistics.Side side) {
    table.row(
        name,
        "%s words, %s characters, the longest text %s characters"
            .formatted(number(side.words()), number(side.characters()), number(side.longest())));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private int print(List<String> lines) throws IOException {
    ResultOutput output = console.results();
    for (String line : lines) {
      output.line(line);
    }
    output.flush();
    return ExitCode.DONE;
  }
}
