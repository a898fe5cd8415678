package dev.ieum.seq2seq.train;

import dev.ieum.core.config.CheckedSettings;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFile;
import dev.ieum.datasets.CorpusPart;
import dev.ieum.datasets.NamedCorpus;
import dev.ieum.datasets.OriginFilter;
import dev.ieum.datasets.ParallelCorpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.TsvCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One entry of {@code data.train} or {@code data.dev}: where pairs come from. Immutable. */
public record CorpusConfig(
    @Doc(
            "A named corpus and its part, such as koen/train or nsmc/train; see ieum datasets list."
                + " Either this or file.")
        Optional<String> corpus,
    @Doc(
            "A table with a header row; with target-file, the source side of parallel text. Relative"
                + " to the configuration.")
        Optional<Path> file,
    @Doc("Values of the column source to keep; all others are left out.")
        @Setting(or = "[]", shown = "all")
        List<String> include,
    @Doc("Values of the column source to leave out; not together with include.") @Setting(or = "[]")
        List<String> exclude,
    @Doc("The target side of parallel text, line by line.") Optional<Path> targetFile,
    @Doc("Column that holds the source sentence.") @Setting(or = "@source-language")
        String sourceColumn,
    @Doc("Column that holds the target sentence.") @Setting(or = "@target-language")
        String targetColumn,
    @Doc("How often each entry is seen per epoch.") @Setting(or = "1", min = 1, max = 100)
        int repeat)
    implements CorpusSource, CheckedSettings {

  @Override
  public void check(Settings settings) {
    requireOne(settings);
    if (!include.isEmpty() && !exclude.isEmpty()) {
      throw settings.error("include", "and exclude: at most one of them is allowed");
    }
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
    OriginFilter origins =
        exclude.isEmpty() ? OriginFilter.including(include) : OriginFilter.excluding(exclude);
    if (corpus.isPresent()) {
      return named(requireDirectory(dataDirectory), source, target).filter(origins);
    }
    Path path = file.orElseThrow();
    return targetFile.isPresent()
        ? ParallelCorpus.of(path, targetFile.get()).filter(origins)
        : TsvCorpus.pairs(path, sourceColumn, targetColumn).filter(origins);
  }

  private Corpus<TextPair> named(Path directory, String source, String target) throws IOException {
    NamedCorpus known =
        NamedCorpus.find(corpusName())
            .orElseThrow(() -> corpusError(" is not known; see: ieum datasets list"));
    try {
      return known.pairs(directory, corpusPart(), source, target);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("data: corpus = %s: %s".formatted(title(), e.getMessage()), e);
    }
  }

  @Override
  public List<Path> files(Optional<Path> dataDirectory) throws IOException {
    if (corpus.isEmpty()) {
      return Stream.of(file, targetFile).flatMap(Optional::stream).toList();
    }
    List<Path> files = new ArrayList<>();
    for (CorpusFile part :
        NamedCorpus.find(corpusName())
            .flatMap(known -> known.part(corpusPart()))
            .map(CorpusPart::files)
            .orElse(List.of())) {
      files.add(part.in(dataDirectory.orElseThrow()));
    }
    return files;
  }
}
