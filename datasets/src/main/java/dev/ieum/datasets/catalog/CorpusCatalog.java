package dev.ieum.datasets.catalog;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The corpora known by name. Immutable and thread-safe.
 *
 * <p>Ieum's own are described by a resource, a user's own by {@value #FILE_NAME} in the data
 * directory, in the same form (docs/datasets.md). Nothing is downloaded: the files of a corpus are
 * expected in the data directory.
 */
public final class CorpusCatalog {

  /** The environment variable that names the data directory. */
  public static final String DATA_VARIABLE = "IEUM_DATA";

  /** The file of the data directory that describes a user's own corpora. */
  public static final String FILE_NAME = "corpora.yaml";

  private static final CorpusCatalog BUNDLED = new CorpusCatalog(readBundled());

  private final Map<String, NamedCorpus> corpora;

  private CorpusCatalog(Map<String, NamedCorpus> corpora) {
    this.corpora = corpora;
  }

  /** Returns the corpora that Ieum describes itself. */
  public static CorpusCatalog bundled() {
    return BUNDLED;
  }

  /**
   * Returns the corpora that Ieum describes itself, then those of {@value #FILE_NAME} in {@code
   * dataDirectory}, if that file is there.
   *
   * @throws IOException if the file cannot be read
   * @throws CorpusFormatException if it is not of the form, or describes a corpus whose name is
   *     taken or whose files lie outside the data directory
   */
  public static CorpusCatalog of(Optional<Path> dataDirectory) throws IOException {
    Optional<Path> file =
        dataDirectory.map(directory -> directory.resolve(FILE_NAME)).filter(Files::exists);
    if (file.isEmpty()) {
      return BUNDLED;
    }
    Map<String, NamedCorpus> all = new LinkedHashMap<>(BUNDLED.corpora);
    try (Utf8Lines lines = Utf8Lines.open(file.get())) {
      new CatalogReader(lines.name(), true).read(lines, all);
    }
    return new CorpusCatalog(all);
  }

  private static Map<String, NamedCorpus> readBundled() {
    Map<String, NamedCorpus> all = new LinkedHashMap<>();
    try (Utf8Lines lines =
        Utf8Lines.of(CorpusCatalog.class.getResourceAsStream(FILE_NAME), FILE_NAME)) {
      new CatalogReader(FILE_NAME, false).read(lines, all);
    }
    return all;
  }

  /** Returns every corpus, Ieum's own first, in the order of the files. */
  public List<NamedCorpus> corpora() {
    return List.copyOf(corpora.values());
  }

  /** Returns the corpus called {@code name}, if it is known. */
  public Optional<NamedCorpus> find(String name) {
    return Optional.ofNullable(corpora.get(name));
  }
}
