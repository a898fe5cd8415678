package dev.ieum.datasets;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What is known of a corpus before it is read. Immutable.
 *
 * @param name the corpus and its part, such as {@code koen/train}, or a file's name
 * @param split the purpose of the part
 * @param licence the terms of use
 */
public record CorpusInfo(String name, Split split, Licence licence) {
  public CorpusInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(licence, "licence");
  }

  /** Returns the description of a user's own file: its name, of unstated licence. */
  public static CorpusInfo ofFile(Path file) {
    return new CorpusInfo(fileName(file), Split.WHOLE, Licence.UNSTATED);
  }

  /** Checks where an entry was taken from. */
  static void requirePlace(String subset, long line) {
    Objects.requireNonNull(subset, "subset");
    if (line < 1) {
      throw new IllegalArgumentException("line = " + line + "; allowed: 1 or more");
    }
  }

  static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /**
   * The terms of use of a corpus. Immutable.
   *
   * @param name the licence or licences, as the publisher names them
   * @param releasable whether a model trained on the corpus may be published under these terms
   * @param attribution credits that the licence requires; may be empty
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

  /** The purpose of a part of a corpus. */
  public enum Split {
    /** To train on. */
    TRAIN,
    /** To choose settings and the time to stop by. */
    DEV,
    /** To report scores on, and for nothing else. */
    TEST,
    /** Not divided. */
    WHOLE
  }
}
