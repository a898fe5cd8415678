package dev.ieum.seq2seq.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.catalog.NamedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entry of {@code data.train} or {@code data.dev}: where pairs come from. Immutable.
 *
 * @param remember whether the model keeps these pairs, to answer from as well
 */
record CorpusConfig(
    Optional<String> corpus,
    Optional<Path> file,
    @Setting(or = "[]") List<String> include,
    @Setting(or = "[]") List<String> exclude,
    Optional<Path> targetFile,
    @Setting(or = "@source-language") String sourceColumn,
    @Setting(or = "@target-language") String targetColumn,
    @Setting(or = "1", min = 1, max = 100) int repeat,
    @Setting(or = "1", min = 0.0001, max = 1) double share,
    @Setting(or = "false") boolean remember)
    implements CorpusSource, Settings.Checked {

  @Override
  public void check(Settings settings) {
    requireOne(settings);
    settings.errorIf(
        !include.isEmpty() && !exclude.isEmpty(),
        "include",
        "and exclude: at most one of them is allowed");
    settings.errorIf(
        repeat > 1 && share < 1, "share", "and repeat: at most one of them is allowed");
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
    return all(dataDirectory, source, target).filter(this::isWanted);
  }

  private boolean isWanted(TextPair pair) {
    return (include.isEmpty() || include.contains(pair.subset()))
        && !exclude.contains(pair.subset());
  }

  private Corpus<TextPair> all(Optional<Path> dataDirectory, String source, String target)
      throws IOException {
    if (corpus.isPresent()) {
      return named(
          dataDirectory,
          false,
          (known, directory, part) -> known.pairs(directory, part, source, target));
    }
    return targetFile.isPresent()
        ? FileCorpus.parallel(file.orElseThrow(), targetFile.get())
        : FileCorpus.pairs(file.orElseThrow(), sourceColumn, targetColumn);
  }

  @Override
  public List<Path> files(Optional<Path> dataDirectory) throws IOException {
    return corpus.isPresent()
        ? named(dataDirectory, false, NamedCorpus::files)
        : Stream.of(file, targetFile).flatMap(Optional::stream).toList();
  }
}
