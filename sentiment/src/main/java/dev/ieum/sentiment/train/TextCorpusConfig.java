package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.UnlabeledText;
import dev.ieum.datasets.catalog.NamedCorpus;
import dev.ieum.sentiment.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code data}: where texts come from. Immutable. */
record TextCorpusConfig(
    Optional<String> corpus,
    Optional<Path> file,
    @Setting(or = TEXT) String textColumn,
    @Setting(or = "label") String labelColumn,
    Optional<String> label,
    Map<String, List<String>> labels,
    @Setting(or = "false") boolean skipOther,
    @Setting(or = "1", min = 1, max = 100) int repeat,
    @Setting(or = "0", min = 0, max = 1e8) int limit)
    implements CorpusSource, Settings.Checked {
  private static final String TEXT = "text";

  @Override
  public void check(Settings settings) {
    requireOne(settings);
  }

  /** Returns the texts with their labels, {@link #limit} of them, evenly spread. */
  List<LabeledText> labeled(Optional<Path> dataDirectory) throws IOException {
    return CorpusSource.spread(open(dataDirectory).readAll(), limit);
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
        : labels.entrySet().stream()
            .filter(entry -> entry.getValue().contains(written))
            .reduce((earlier, later) -> later)
            .flatMap(entry -> classes.find(entry.getKey()));
  }

  /**
   * Opens the texts with their labels, all of them.
   *
   * @param dataDirectory where named corpora lie
   * @throws ConfigException when the name is unknown or no data directory is known
   * @throws IOException when a file is missing
   */
  public Corpus<LabeledText> open(Optional<Path> dataDirectory) throws IOException {
    if (label.isPresent()) {
      return texts(dataDirectory)
          .transform(
              texts ->
                  texts.map(t -> new LabeledText(t.text(), label.get(), t.subset(), t.line())));
    }
    if (corpus.isPresent()) {
      return named(dataDirectory, true, NamedCorpus::labeled);
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
    return CorpusSource.spread(texts(dataDirectory).readAll(), limit);
  }

  private Corpus<UnlabeledText> texts(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isPresent() && textColumn.equals(TEXT)) {
      return named(dataDirectory, true, NamedCorpus::texts);
    }
    Path path = files(dataDirectory).get(0);
    boolean lines =
        corpus.isEmpty()
            && !FileCorpus.isJsonLines(path)
            && !path.toString().matches(".*\\.tsv(\\.gz)?");
    return lines ? FileCorpus.lines(path) : FileCorpus.texts(path, textColumn);
  }

  @Override
  public List<Path> files(Optional<Path> dataDirectory) throws IOException {
    return corpus.isPresent()
        ? named(dataDirectory, true, NamedCorpus::files)
        : List.of(file.orElseThrow());
  }
}
