package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusEntry;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.UnlabeledText;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.datasets.catalog.NamedCorpus;
import dev.ieum.sentiment.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code data}: where texts come from. Immutable.
 *
 * @param corpus a named corpus with its part, such as {@code nsmc/train}; or none
 * @param file a TSV file with a header, a JSONL file or, for texts without labels, plain lines; or
 *     none
 * @param textColumn column or field of the text
 * @param labelColumn column or field of the label
 * @param labels the class that each label of this corpus means, where it differs from what the
 *     configuration says of all corpora; empty when it does not
 * @param skipOther whether texts with other labels are left out; else they are an error
 * @param repeat how often its texts are seen per epoch
 * @param limit texts taken, evenly spread; 0 for all
 */
public record TextCorpusConfig(
    Optional<String> corpus,
    Optional<Path> file,
    String textColumn,
    String labelColumn,
    Map<String, String> labels,
    boolean skipOther,
    int repeat,
    int limit) {
  private static final String TEXT = "text";
  private static final String TRAIN = "train";

  public TextCorpusConfig {
    labels = Map.copyOf(labels);
  }

  static TextCorpusConfig read(Settings settings, Path base) {
    Optional<String> corpus = settings.takeOptionalString("corpus");
    Optional<Path> file = settings.takeOptionalString("file").map(base::resolve);
    if (corpus.isPresent() == file.isPresent()) {
      throw settings.error("file", "and corpus: exactly one of them is needed");
    }
    return new TextCorpusConfig(
        corpus,
        file,
        settings.takeString("text-column", TEXT),
        settings.takeString("label-column", "label"),
        labels(settings.section("labels")),
        settings.takeBoolean("skip-other", false),
        settings.takeInt("repeat", 1, 100, 1),
        settings.takeInt("limit", 0, 100_000_000, 0));
  }

  private static Map<String, String> labels(Settings settings) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : settings.keys()) {
      for (String written : settings.takeStrings(name, List.of())) {
        labels.put(written, name);
      }
    }
    return labels;
  }

  /** Returns the texts with their labels, {@link #limit} of them, evenly spread. */
  List<LabeledText> labeled(Optional<Path> dataDirectory) throws IOException {
    return spread(open(dataDirectory));
  }

  /**
   * Returns the number of the class that this corpus writes as {@code label}, if it means one.
   *
   * @param classes what the configuration says of all corpora
   */
  public Optional<Integer> classOf(String label, LabelSet classes) {
    String written = label.strip();
    return labels.isEmpty()
        ? classes.find(written)
        : Optional.ofNullable(labels.get(written)).flatMap(classes::find);
  }

  /**
   * Opens the texts with their labels, all of them.
   *
   * @param dataDirectory where named corpora lie
   * @throws ConfigException when the name is unknown or no data directory is known
   * @throws IOException when a file is missing
   */
  public Corpus<LabeledText> open(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isPresent()) {
      try {
        NamedCorpus known = named(dataDirectory);
        return known.labeled(directory(dataDirectory), part());
      } catch (IllegalArgumentException e) {
        throw new ConfigException("data: corpus = %s: %s".formatted(title(), e.getMessage()), e);
      }
    }
    return FileCorpus.labeled(file.orElseThrow(), textColumn, labelColumn);
  }

  /**
   * Reads the texts alone; plain lines when the file is neither a table nor JSONL.
   *
   * @throws ConfigException when the name is unknown or no data directory is known
   * @throws IOException when a file is missing
   */
  List<UnlabeledText> plain(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isPresent()) {
      Path table = files(dataDirectory).get(0);
      return spread(
          textColumn.equals(TEXT)
              ? named(dataDirectory).texts(directory(dataDirectory), part())
              : FileCorpus.texts(table, textColumn));
    }
    Path path = file.orElseThrow();
    return spread(
        FileCorpus.isJsonLines(path) || isTable()
            ? FileCorpus.texts(path, textColumn)
            : FileCorpus.lines(path));
  }

  private <T extends CorpusEntry> List<T> spread(Corpus<T> corpus) throws IOException {
    List<T> all = corpus.readAll();
    if (limit == 0 || all.size() <= limit) {
      return all;
    }
    List<T> some = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      some.add(all.get((int) ((long) i * all.size() / limit)));
    }
    return some;
  }

  private boolean isTable() {
    return ends(".tsv") || ends(".tsv.gz");
  }

  private boolean ends(String suffix) {
    return file.orElseThrow().toString().endsWith(suffix);
  }

  /** Returns what the corpus is called in figures: its name, or its file's. */
  public String title() {
    return corpus.orElseGet(() -> file.orElseThrow().getFileName().toString());
  }

  /** Returns the files that are read. */
  List<Path> files(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isEmpty()) {
      return List.of(file.orElseThrow());
    }
    NamedCorpus known = named(dataDirectory);
    if (known.parts().stream().noneMatch(part -> part.name().equals(part()))) {
      throw new ConfigException(
          "data: corpus = %s; allowed parts: %s"
              .formatted(title(), known.parts().stream().map(NamedCorpus.Part::name).toList()));
    }
    return known.files(directory(dataDirectory), part());
  }

  private String part() {
    String[] parts = corpus.orElseThrow().split("/", 2);
    return parts.length > 1 ? parts[1] : TRAIN;
  }

  private NamedCorpus named(Optional<Path> dataDirectory) throws IOException {
    return CorpusCatalog.of(dataDirectory)
        .find(corpus.orElseThrow().split("/", 2)[0])
        .filter(NamedCorpus::isLabeled)
        .orElseThrow(
            () ->
                new ConfigException(
                    "data: corpus = %s is not known; see: ieum datasets list".formatted(title())));
  }

  private Path directory(Optional<Path> dataDirectory) {
    return dataDirectory.orElseThrow(
        () ->
            new ConfigException(
                ("data: corpus = %s needs the directory of corpora;"
                        + " set data.directory or the environment variable IEUM_DATA")
                    .formatted(title())));
  }
}
