package dev.ieum.sequences.music;

/** Thrown for a tune that cannot be read; the message names line and character. Immutable. */
public final class AbcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AbcException(int line, int column, String expected, String found) {
    super("line %d, character %d: expected %s, found %s".formatted(line, column, expected, found));
  }
}
