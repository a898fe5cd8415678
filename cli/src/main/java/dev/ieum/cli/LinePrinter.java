package dev.ieum.cli;

/** Makes the result of one line. Implementations may be shared between threads. */
@FunctionalInterface
interface LinePrinter {
  /**
   * Returns what is printed for {@code line}, without a line feed at the end; an empty line gives
   * an empty text, but in JSON.
   *
   * @param id the line's number, from 1
   */
  String print(long id, String line);
}
