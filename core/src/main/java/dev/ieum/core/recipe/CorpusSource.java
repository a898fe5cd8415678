package dev.ieum.core.recipe;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
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
    if (corpus().isPresent() == file().isPresent()) {
      throw settings.error("file", "and corpus: exactly one of them is needed");
    }
  }

  /** Returns what the corpus is called in figures: its name, or its file's. */
  default String title() {
    return corpus().orElseGet(() -> file().orElseThrow().getFileName().toString());
  }

  /** Returns the name of the corpus without its part. */
  default String corpusName() {
    return corpus().orElseThrow().split("/", 2)[0];
  }

  /** Returns the part of the corpus, {@code train} unless its name has one. */
  default String corpusPart() {
    String[] parts = corpus().orElseThrow().split("/", 2);
    return parts.length > 1 ? parts[1] : "train";
  }

  /** Returns an error about the name of the corpus. */
  default ConfigException corpusError(String whatIsWrong) {
    return new ConfigException("data: corpus = %s%s".formatted(title(), whatIsWrong));
  }

  /** Returns the directory of named corpora: as given, or as the environment has it. */
  static Optional<Path> directory(Optional<Path> given) {
    return given.or(() -> Optional.ofNullable(System.getenv("IEUM_DATA")).map(Path::of));
  }

  /**
   * Returns the directory of named corpora, which this one needs.
   *
   * @throws ConfigException when none is known
   */
  default Path requireDirectory(Optional<Path> dataDirectory) {
    return dataDirectory.orElseThrow(
        () ->
            corpusError(
                " needs the directory of corpora;"
                    + " set data.directory or the environment variable IEUM_DATA"));
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
