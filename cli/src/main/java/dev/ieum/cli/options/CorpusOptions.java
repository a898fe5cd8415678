package dev.ieum.cli.options;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusEntry;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
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
public final class CorpusOptions {
  private static final List<String> LABELED_COLUMNS = List.of("text", "label");

  @Option(
      names = "--columns",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Columns, or fields: source,target; text,label; key,event, key,event,order or that of whole"
              + " sequences; of a corpus of pairs its languages.")
  private List<String> columns = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Directory of the named corpora. Default: the variable IEUM_DATA.")
  private Optional<Path> dataDirectory = Optional.empty();

  /** Returns the directory of the named corpora, if the user named one. */
  public Optional<Path> dataDirectory(Console console) {
    String variable = console.environment().getOrDefault(CorpusCatalog.DATA_VARIABLE, "");
    return dataDirectory.or(
        () -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
  }

  /**
   * Says whether {@code name} can only mean labelled texts: such a corpus, or a table with the
   * usual columns of which the user named none.
   */
  public boolean isLabeled(String name, Console console) throws IOException {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      return known(name, console).isLabeled();
    }
    return columns().isEmpty()
        && !FileCorpus.isJsonLines(file)
        && FileCorpus.columns(file).containsAll(LABELED_COLUMNS);
  }

  /**
   * Returns the corpora of pairs that {@code name} means: one file, one part, or every part of a
   * corpus.
   *
   * @param preferred the columns or languages to take when the user named none; may be empty
   * @throws UsageException when it means none, or labelled texts
   */
  public List<Corpus<TextPair>> pairs(String name, List<String> preferred, Console console)
      throws IOException {
    List<String> both = sides(name, preferred, console);
    Path file = Path.of(name);
    if (Files.exists(file)) {
      return List.of(FileCorpus.pairs(file, both.get(0), both.get(1)));
    }
    NamedCorpus corpus = known(name, console);
    if (corpus.isLabeled()) {
      throw new UsageException(
          name + ": corpus = labelled texts; pairs are needed; see: ieum datasets list");
    }
    return parts(
        corpus,
        name,
        console,
        (directory, part) -> corpus.pairs(directory, part, both.get(0), both.get(1)));
  }

  /**
   * Returns the corpora of labelled texts that {@code name} means: one file, one part, or every
   * part of a corpus.
   *
   * @throws UsageException when it means none, or pairs
   */
  public List<Corpus<LabeledText>> labeled(String name, Console console) throws IOException {
    Path file = Path.of(name);
    if (Files.exists(file)) {
      return List.of(labeled(file));
    }
    NamedCorpus corpus = known(name, console);
    if (!corpus.isLabeled()) {
      throw new UsageException(
          name + ": corpus = pairs; labelled texts are needed; see: ieum datasets list");
    }
    return parts(corpus, name, console, corpus::labeled);
  }

  private Corpus<LabeledText> labeled(Path file) throws IOException {
    List<String> both = columns().isEmpty() ? LABELED_COLUMNS : columns();
    if (columns.isEmpty() && !FileCorpus.isJsonLines(file)) {
      List<String> all = FileCorpus.columns(file);
      if (!all.containsAll(LABELED_COLUMNS)) {
        throw new UsageException(
            "%s:1: columns = %s; name the text and the label among them by --columns"
                .formatted(file, all));
      }
    }
    return FileCorpus.labeled(file, both.get(0), both.get(1));
  }

  /** Opens a part of a named corpus in the directory of all corpora. */
  private interface Opener<T extends CorpusEntry> {
    Corpus<T> open(Path directory, String part) throws IOException;
  }

  /** Returns the part that {@code name} ends with, or all parts when it names none. */
  private <T extends CorpusEntry> List<Corpus<T>> parts(
      NamedCorpus corpus, String name, Console console, Opener<T> opener) throws IOException {
    Path directory =
        dataDirectory(console)
            .orElseThrow(
                () ->
                    new UsageException(
                        corpus.name()
                            + ": data directory = none; name the directory of the corpora by"
                            + " --data-dir or IEUM_DATA"));
    int slash = name.indexOf('/');
    List<String> parts =
        slash < 0
            ? corpus.parts().stream().map(NamedCorpus.Part::name).toList()
            : List.of(name.substring(slash + 1));
    List<Corpus<T>> corpora = new ArrayList<>();
    for (String part : parts) {
      try {
        corpora.add(opener.open(directory, part));
      } catch (IllegalArgumentException e) {
        throw new UsageException(e.getMessage());
      }
    }
    return corpora;
  }

  /** Returns the names of {@code --columns}, however many there are. */
  public List<String> named() {
    return columns;
  }

  /**
   * Returns the two columns that the user named, or none.
   *
   * @throws UsageException when it is another number of them
   */
  private List<String> columns() {
    if (!columns.isEmpty() && columns.size() != 2) {
      throw new UsageException(
          "command line: --columns = %s; allowed: two names, as in ko,en or text,label"
              .formatted(String.join(",", columns)));
    }
    return columns;
  }

  /**
   * Returns the corpus that {@code name} begins with.
   *
   * @throws UsageException when there is none
   * @throws IOException when the user's own catalogue cannot be read
   */
  private NamedCorpus known(String name, Console console) throws IOException {
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

  /**
   * Returns the two columns or languages of pairs: those the user named, else the preferred ones,
   * else the only two of the file or those of the corpus.
   */
  public List<String> sides(String name, List<String> preferred, Console console)
      throws IOException {
    if (!columns().isEmpty() || !preferred.isEmpty()) {
      return columns().isEmpty() ? preferred : columns();
    }
    Path file = Path.of(name);
    return Files.exists(file) ? twoColumns(file) : known(name, console).languages();
  }

  private static List<String> twoColumns(Path file) throws IOException {
    if (FileCorpus.isJsonLines(file)) {
      throw new UsageException(file + ": --columns = none; name the two fields, as in ko,en");
    }
    List<String> all = FileCorpus.columns(file);
    List<String> both = new ArrayList<>(all);
    if (both.size() > 2) {
      both.remove(FileCorpus.SUBSET_COLUMN);
    }
    if (both.size() != 2) {
      throw new UsageException(
          "%s:1: columns = %s; name two of them by --columns".formatted(file, all));
    }
    return both;
  }
}
