package dev.ieum.cli;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.datasets.catalog.NamedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say which corpus is meant: a file and its columns, or a named corpus. */
final class CorpusChoice {

  @Option(
      names = "--columns",
      paramLabel = "SOURCE,TARGET|TEXT,LABEL",
      split = ",",
      description =
          "Columns of a TSV file, or fields of a JSONL file, that hold the source and the target,"
              + " or the text and the label; for a corpus of pairs, its two languages in the order"
              + " wanted.")
  private List<String> columns = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the named corpora lie; else the variable IEUM_DATA says so.")
  private Optional<Path> dataDirectory = Optional.empty();

  /** Returns the directory of the named corpora, if the user named one. */
  Optional<Path> dataDirectory(Console console) {
    String variable = console.environment().getOrDefault(CorpusCatalog.DATA_VARIABLE, "");
    return dataDirectory.or(
        () -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
  }

  /**
   * Returns the corpora of pairs that {@code name} means: one file, one part, or every part of a
   * corpus.
   *
   * @param preferred the columns or languages to take when the user named none; may be empty
   */
  List<Corpus<TextPair>> open(String name, List<String> preferred, Console console)
      throws IOException {
    List<String> wanted = columns().isEmpty() ? preferred : columns();
    if (Files.exists(Path.of(name))) {
      return List.of(file(Path.of(name), wanted));
    }
    NamedCorpus corpus = known(name, console);
    if (corpus.isLabeled()) {
      throw new UsageException(
          name + ": corpus = labelled texts; pairs are needed; see: ieum datasets list");
    }
    Path directory = requireDataDirectory(corpus.name(), console);
    List<String> languages = wanted.isEmpty() ? corpus.languages() : wanted;
    List<Corpus<TextPair>> corpora = new ArrayList<>();
    for (String part : parts(corpus, name)) {
      try {
        corpora.add(corpus.pairs(directory, part, languages.get(0), languages.get(1)));
      } catch (IllegalArgumentException e) {
        throw new UsageException(e.getMessage());
      }
    }
    return corpora;
  }

  /**
   * Returns the two columns that the user named, or none.
   *
   * @throws UsageException when it is another number of them
   */
  List<String> columns() {
    if (!columns.isEmpty() && columns.size() != 2) {
      throw new UsageException(
          "command line: --columns = %s; allowed: two names, as in ko,en or text,label"
              .formatted(String.join(",", columns)));
    }
    return columns;
  }

  /** Returns the directory of the named corpora. */
  Path requireDataDirectory(String corpus, Console console) {
    return dataDirectory(console)
        .orElseThrow(
            () ->
                new UsageException(
                    corpus
                        + ": data directory = none; name the directory of the corpora by"
                        + " --data-dir or IEUM_DATA"));
  }

  /**
   * Returns the corpus that {@code name} begins with.
   *
   * @throws UsageException when there is none
   * @throws IOException when the user's own catalogue cannot be read
   */
  NamedCorpus known(String name, Console console) throws IOException {
    CorpusCatalog catalog = CorpusCatalog.of(dataDirectory(console));
    return catalog
        .find(name.split("/", 2)[0])
        .orElseThrow(
            () ->
                new UsageException(
                    "%s: no such file or corpus; allowed: a file, or one of %s"
                        .formatted(
                            name,
                            catalog.corpora().stream()
                                .map(NamedCorpus::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** Returns the part that {@code name} ends with, or all parts when it names none. */
  static List<String> parts(NamedCorpus corpus, String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? corpus.parts().stream().map(NamedCorpus.Part::name).toList()
        : List.of(name.substring(slash + 1));
  }

  private static Corpus<TextPair> file(Path file, List<String> wanted) throws IOException {
    List<String> both = wanted.isEmpty() ? twoColumns(file) : wanted;
    return FileCorpus.pairs(file, both.get(0), both.get(1));
  }

  /** Returns the columns of pairs in {@code file}: those the user named, or the only two. */
  List<String> fileColumns(Path file) throws IOException {
    return columns().isEmpty() ? twoColumns(file) : columns();
  }

  private static List<String> twoColumns(Path file) throws IOException {
    if (FileCorpus.isJsonLines(file)) {
      throw new UsageException(file + ": --columns = none; name the two fields, as in ko,en");
    }
    List<String> all = FileCorpus.columns(file);
    List<String> header = new ArrayList<>(all);
    if (header.size() > 2) {
      header.remove(FileCorpus.SUBSET_COLUMN);
    }
    if (header.size() != 2) {
      throw new UsageException(
          "%s:1: columns = %s; name two of them by --columns".formatted(file, all));
    }
    return header;
  }
}
