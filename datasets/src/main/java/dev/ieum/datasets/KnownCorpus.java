package dev.ieum.datasets;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A public corpus that Ieum knows by name, whatever its entries are. Immutable.
 *
 * <p>Nothing is fetched: the files lie under a data directory that the user names.
 */
public sealed interface KnownCorpus permits NamedCorpus, NamedLabeledCorpus {

  /** Returns all that is known of the corpus before a file is opened. */
  CorpusProfile profile();

  /** Returns the name that commands and configurations use, such as {@code koen}. */
  default String corpusName() {
    return profile().name();
  }

  /** Returns one line on what the texts are. */
  default String description() {
    return profile().description();
  }

  /** Returns the language codes of the texts; the two sides', for pairs. */
  default List<String> languages() {
    return profile().languages();
  }

  /** Returns the terms the corpus comes under. */
  default Licence licence() {
    return profile().licence();
  }

  /** Returns the parts, training first. */
  default List<CorpusPart> parts() {
    return profile().parts();
  }

  /** Returns the part called {@code partName}, if there is one. */
  default Optional<CorpusPart> part(String partName) {
    return profile().part(partName);
  }

  /** Returns every corpus known by name, of pairs and of labelled texts. */
  static List<KnownCorpus> all() {
    return Stream.<KnownCorpus>concat(
            Stream.of(NamedCorpus.values()), Stream.of(NamedLabeledCorpus.values()))
        .toList();
  }

  /** Returns the corpus called {@code name}, of either kind, if it is known. */
  static Optional<KnownCorpus> find(String name) {
    return all().stream().filter(corpus -> corpus.corpusName().equals(name)).findFirst();
  }
}
