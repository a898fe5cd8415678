package dev.ieum.cli;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFile;
import dev.ieum.datasets.CorpusPart;
import dev.ieum.datasets.JsonlCorpus;
import dev.ieum.datasets.NamedCorpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.TsvCorpus;
import dev.ieum.datasets.TsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which pairs are meant: a file and its columns, or a named corpus. */
final class CorpusChoice {

  @Option(
      names = "--columns",
      paramLabel = "SOURCE,TARGET",
      split = ",",
      description =
          "Columns of a TSV file, or fields of a JSONL file, that hold the source and the target;"
              + " for a named corpus, its two languages in the order wanted.")
  private List<String> columns = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the named corpora lie; else the variable IEUM_DATA says so.")
  private Optional<Path> dataDirectory = Optional.empty();

  /** Returns the directory of the named corpora, if the user named one. */
  Optional<Path> dataDirectory(Console console) {
    String variable = console.environment().getOrDefault(CorpusFile.DATA_VARIABLE, "");
    return dataDirectory.or(
        () -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
  }

  /**
   * Returns the corpora that {@code name} means: one file, one part, or every part of a corpus.
   *
   * @param preferred the columns or languages to take when the user named none; may be empty
   */
  List<Corpus<TextPair>> open(String name, List<String> preferred, Console console)
      throws IOException {
    List<String> wanted = columns.isEmpty() ? preferred : columns;
    if (!wanted.isEmpty() && wanted.size() != 2) {
      throw new UsageException(
          "command line: --columns = %s; allowed: two names, as in ko,en"
              .formatted(String.join(",", wanted)));
    }
    if (Files.exists(Path.of(name))) {
      return List.of(file(Path.of(name), wanted));
    }
    int slash = name.indexOf('/');
    Optional<NamedCorpus> corpus = NamedCorpus.find(slash < 0 ? name : name.substring(0, slash));
    if (corpus.isEmpty()) {
      throw new UsageException(
          "%s: no such file or corpus; allowed: a file, or one of %s"
              .formatted(
                  name,
                  String.join(
                      ", ",
                      Arrays.stream(NamedCorpus.values()).map(NamedCorpus::corpusName).toList())));
    }
    List<String> parts =
        slash < 0
            ? corpus.get().parts().stream().map(CorpusPart::name).toList()
            : List.of(name.substring(slash + 1));
    return named(corpus.get(), parts, wanted, console);
  }

  private List<Corpus<TextPair>> named(
      NamedCorpus corpus, List<String> parts, List<String> wanted, Console console)
      throws IOException {
    Path directory =
        dataDirectory(console)
            .orElseThrow(
                () ->
                    new UsageException(
                        corpus.corpusName()
                            + ": data directory = none; name the directory of the corpora by"
                            + " --data-dir or IEUM_DATA"));
    List<String> languages = wanted.isEmpty() ? corpus.languages() : wanted;
    List<Corpus<TextPair>> corpora = new ArrayList<>();
    for (String part : parts) {
      try {
        corpora.add(corpus.pairs(directory, part, languages.get(0), languages.get(1)));
      } catch (IllegalArgumentException e) {
        throw new UsageException(e.getMessage());
      }
    }
    return corpora;
  }

  private static Corpus<TextPair> file(Path file, List<String> wanted) throws IOException {
    String name = file.toString();
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
      if (wanted.isEmpty()) {
        throw new UsageException(file + ": --columns = none; name the two fields, as in ko,en");
      }
      return JsonlCorpus.pairs(file, wanted.get(0), wanted.get(1));
    }
    List<String> both = wanted.isEmpty() ? onlyTwoColumns(file) : wanted;
    return TsvCorpus.pairs(file, both.get(0), both.get(1));
  }

  private static List<String> onlyTwoColumns(Path file) throws IOException {
    try (TsvFile table = TsvFile.open(file)) {
      List<String> header = new ArrayList<>(table.header());
      if (header.size() > 2) {
        header.remove(TsvCorpus.ORIGIN_COLUMN);
      }
      if (header.size() != 2) {
        throw new UsageException(
            "%s:1: columns = %s; name two of them by --columns".formatted(file, table.header()));
      }
      return header;
    }
  }
}
