package dev.ieum.core.recipe;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.datasets.catalog.NamedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry of {@code data.train} and the like: a corpus by name, or a file. */
public interface CorpusSource {

  /** Returns a named corpus with its part, such as {@code koen/train}; or none. */
  Optional<String> corpus();

  /** Returns a file; or none. */
  Optional<Path> file();

  /** Returns the files that are read. */
  List<Path> files(Optional<Path> dataDirectory) throws IOException;

  /**
   * Checks that there is one of both.
   *
   * @throws ConfigException when there are both or none
   */
  default void requireOne(Settings settings) {
    settings.errorIf(
        corpus().isPresent() == file().isPresent(),
        "file",
        "and corpus: exactly one of them is needed");
  }

  /** Returns what the corpus is called in figures: its name, or its file's. */
  default String title() {
    return corpus().orElseGet(() -> file().orElseThrow().getFileName().toString());
  }

  /** Opens something of a part of a named corpus. */
  interface Opener<T> {
    T open(NamedCorpus corpus, Path dataDirectory, String part) throws IOException;
  }

  /**
   * Opens something of the named corpus, of its part {@code train} unless the name has another.
   *
   * @param labeled whether labelled texts are needed; else pairs
   * @throws ConfigException when there is no such corpus or part, or no data directory is known
   */
  default <T> T named(Optional<Path> dataDirectory, boolean labeled, Opener<T> opener)
      throws IOException {
    Path directory =
        dataDirectory.orElseThrow(
            () ->
                corpusError(
                    " needs the directory of corpora;"
                        + " set data.directory or the environment variable IEUM_DATA"));
    String[] parts = corpus().orElseThrow().split("/", 2);
    NamedCorpus known =
        CorpusCatalog.of(dataDirectory)
            .find(parts[0])
            .filter(found -> found.isLabeled() == labeled)
            .orElseThrow(() -> corpusError(" is not known; see: ieum datasets list"));
    try {
      return opener.open(known, directory, parts.length > 1 ? parts[1] : "train");
    } catch (IllegalArgumentException e) {
      throw new ConfigException("data: corpus = %s: %s".formatted(title(), e.getMessage()), e);
    }
  }

  private ConfigException corpusError(String whatIsWrong) {
    return new ConfigException("data: corpus = %s%s".formatted(title(), whatIsWrong));
  }

  /** Returns the directory of named corpora: as given, or as the environment has it. */
  static Optional<Path> directory(Optional<Path> given) {
    return given.or(
        () -> Optional.ofNullable(System.getenv(CorpusCatalog.DATA_VARIABLE)).map(Path::of));
  }

  /** Returns the files of all entries. */
  static List<Path> files(List<? extends CorpusSource> entries, Optional<Path> dataDirectory)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (CorpusSource entry : entries) {
      files.addAll(entry.files(dataDirectory));
    }
    return files;
  }

  /** Returns {@code limit} items, evenly spread over all of them; all when it is 0. */
  static <T> List<T> spread(List<T> all, int limit) {
    if (limit == 0 || all.size() <= limit) {
      return all;
    }
    List<T> some = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      some.add(all.get((int) ((long) i * all.size() / limit)));
    }
    return some;
  }
}
