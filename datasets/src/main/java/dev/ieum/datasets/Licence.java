package dev.ieum.datasets;

import java.util.Objects;

/**
 * The terms of use of a corpus. Immutable.
 *
 * @param name the licence or licences, as the publisher names them
 * @param releasable whether a model trained on the corpus may be published under these terms
 * @param attribution the people or institutions to credit; may be empty
 */
public record Licence(String name, boolean releasable, String attribution) {

  /** The terms of a user's own file, which are not known. */
  public static final Licence UNSTATED = new Licence("not stated", false, "");

  public Licence {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(attribution, "attribution");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank; allowed: the licence as published");
    }
  }
}
