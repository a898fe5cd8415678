package dev.ieum.tokenizers.entity;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * A piece of a text that is carried over as it is, or computed. Immutable.
 *
 * @param kind what it is
 * @param begin UTF-16 offset of its first character
 * @param end UTF-16 offset after its last character
 */
public record Entity(EntityKind kind, int begin, int end) {
  public Entity {
    Objects.requireNonNull(kind, "kind");
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException(
          "entity: range = [%d, %d); 0 <= begin < end".formatted(begin, end));
    }
  }

  /** Returns its characters in {@code text}, in which it was found. */
  public String in(String text) {
    return text.substring(begin, end);
  }

  /** Returns the offsets of all chars that {@code entities} cover. */
  public static BitSet cover(List<Entity> entities) {
    BitSet covered = new BitSet();
    entities.forEach(entity -> covered.set(entity.begin, entity.end));
    return covered;
  }
}
