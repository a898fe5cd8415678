package dev.ieum.seq2seq.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.SubsetFilter;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.catalog.CorpusCatalog;
import dev.ieum.datasets.catalog.NamedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code data.train} or {@code data.dev}: where pairs come from. Immutable.
 *
 * @param corpus a named corpus with its part, such as {@code koen/train}; or none
 * @param file a TSV file with a header; or, with {@code targetFile}, the source side of parallel
 *     text; or none
 * @param targetFile the target side of parallel text
 * @param sourceColumn column of a TSV to translate from
 * @param targetColumn column of a TSV to translate to
 * @param subsets which values of the TSV's column {@code source} are wanted
 * @param repeat how often its pairs are seen per epoch
 */
public record CorpusConfig(
    Optional<String> corpus,
    Optional<Path> file,
    Optional<Path> targetFile,
    String sourceColumn,
    String targetColumn,
    SubsetFilter subsets,
    int repeat) {
  private static final String TRAIN = "train";

  static CorpusConfig read(Settings settings, Path base, String source, String target) {
    Optional<String> corpus = settings.takeOptionalString("corpus");
    Optional<Path> file = settings.takeOptionalString("file").map(base::resolve);
    if (corpus.isPresent() == file.isPresent()) {
      throw settings.error("file", "and corpus: exactly one of them is needed");
    }
    List<String> include = settings.takeStrings("include", List.of());
    List<String> exclude = settings.takeStrings("exclude", List.of());
    if (!include.isEmpty() && !exclude.isEmpty()) {
      throw settings.error("include", "and exclude: at most one of them is allowed");
    }
    return new CorpusConfig(
        corpus,
        file,
        settings.takeOptionalString("target-file").map(base::resolve),
        settings.takeString("source-column", source),
        settings.takeString("target-column", target),
        exclude.isEmpty() ? SubsetFilter.including(include) : SubsetFilter.excluding(exclude),
        settings.takeInt("repeat", 1, 100, 1));
  }

  /**
   * Opens the corpus.
   *
   * @param dataDirectory where named corpora lie
   * @throws ConfigException when the name is unknown or no data directory is known
   * @throws IOException when a file is missing
   */
  public Corpus<TextPair> open(Optional<Path> dataDirectory, String source, String target)
      throws IOException {
    Corpus<TextPair> all;
    if (corpus.isPresent()) {
      all = named(corpus.get(), dataDirectory, source, target);
    } else if (targetFile.isPresent()) {
      all = FileCorpus.parallel(file.orElseThrow(), targetFile.get());
    } else {
      all = FileCorpus.pairs(file.orElseThrow(), sourceColumn, targetColumn);
    }
    return all.filter(subsets);
  }

  /** Returns what the corpus is called in figures: its name, or its file's. */
  public String title() {
    return corpus.orElseGet(() -> file.orElseThrow().getFileName().toString());
  }

  /** Returns the files that {@link #open} reads. */
  List<Path> files(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isEmpty()) {
      List<Path> files = new ArrayList<>(List.of(file.orElseThrow()));
      targetFile.ifPresent(files::add);
      return files;
    }
    String name = corpus.get();
    Path directory = directory(name, dataDirectory);
    try {
      return find(name, dataDirectory).files(directory, part(name));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("data: corpus = %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Corpus<TextPair> named(
      String name, Optional<Path> dataDirectory, String source, String target) throws IOException {
    Path directory = directory(name, dataDirectory);
    NamedCorpus known = find(name, dataDirectory);
    try {
      return known.pairs(directory, part(name), source, target);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("data: corpus = %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Path directory(String name, Optional<Path> dataDirectory) {
    return dataDirectory.orElseThrow(
        () ->
            new ConfigException(
                ("data: corpus = %s needs the directory of corpora;"
                        + " set data.directory or the environment variable IEUM_DATA")
                    .formatted(name)));
  }

  private static NamedCorpus find(String name, Optional<Path> dataDirectory) throws IOException {
    return CorpusCatalog.of(dataDirectory)
        .find(name.split("/", 2)[0])
        .filter(known -> !known.isLabeled())
        .orElseThrow(
            () ->
                new ConfigException(
                    "data: corpus = %s is not known; see: ieum datasets list".formatted(name)));
  }

  private static String part(String name) {
    return name.contains("/") ? name.substring(name.indexOf('/') + 1) : TRAIN;
  }
}
