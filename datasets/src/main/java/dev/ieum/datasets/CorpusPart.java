package dev.ieum.datasets;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One part of a named corpus, such as its training part. Immutable.
 *
 * @param name the part's name, such as {@code train} or {@code test_2016_flickr}
 * @param split what the part is for
 * @param files one table, or one plain text for each language
 */
public record CorpusPart(String name, Split split, List<CorpusFile> files) {
  public CorpusPart {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(split, "split");
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("part " + name + " has no file; allowed: 1 or more");
    }
  }

  static CorpusPart table(String name, Split split, String path, String sha256) {
    return new CorpusPart(name, split, List.of(new CorpusFile(path, sha256)));
  }

  /** Says whether every file of the part lies under {@code dataDirectory}. */
  public boolean isPresent(Path dataDirectory) {
    return files.stream().allMatch(file -> file.isPresent(dataDirectory));
  }

  /** Returns the pairs of this part, the named languages being columns or endings of its files. */
  Corpus<TextPair> pairs(CorpusInfo info, Path dataDirectory, String source, String target)
      throws NoSuchFileException {
    return files.size() == 1
        ? TsvCorpus.pairs(info, files.get(0).in(dataDirectory), source, target)
        : ParallelCorpus.of(
            info, fileOf(source).in(dataDirectory), fileOf(target).in(dataDirectory));
  }

  private CorpusFile fileOf(String language) {
    return files.stream()
        .filter(file -> file.path().endsWith("." + language + ".gz"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no file in " + language));
  }
}
