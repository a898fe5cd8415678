package dev.ieum.sequences;

import java.util.List;

/**
 * Looks at a sequence while it is made up, and has its last events drawn again. Made for one
 * sequence.
 */
@FunctionalInterface
public interface Revision {
  /** Keeps everything. */
  Revision NONE = events -> 0;

  /**
   * Returns how many of the last events are to be drawn again; 0 to go on.
   *
   * @param events drawn so far, without the prompt, at least one; read only
   */
  int rejected(List<String> events);
}
