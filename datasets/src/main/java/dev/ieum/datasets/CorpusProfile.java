package dev.ieum.datasets;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a named corpus, whatever its entries are. Immutable.
 *
 * @param name the name that commands and configurations use, such as {@code koen}
 * @param description one line on what the texts are
 * @param languages the language codes of its texts
 * @param licence the terms it comes under
 * @param parts its parts, training first
 */
public record CorpusProfile(
    String name,
    String description,
    List<String> languages,
    Licence licence,
    List<CorpusPart> parts) {
  public CorpusProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(licence, "licence");
    languages = List.copyOf(languages);
    parts = List.copyOf(parts);
    if (languages.isEmpty() || parts.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: languages = %s, parts = %s; allowed: 1 or more of each"
              .formatted(name, languages, parts));
    }
  }

  /** Returns the part called {@code partName}, if there is one. */
  public Optional<CorpusPart> part(String partName) {
    return parts.stream().filter(part -> part.name().equals(partName)).findFirst();
  }

  /**
   * Returns the part called {@code partName}.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public CorpusPart requirePart(String partName) {
    return part(partName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: part = %s; allowed: %s"
                        .formatted(name, partName, parts.stream().map(CorpusPart::name).toList())));
  }

  CorpusInfo info(CorpusPart part) {
    return new CorpusInfo(name + "/" + part.name(), part.split(), licence);
  }
}
