package dev.ieum.datasets;

import java.util.Objects;

/** Thrown when a user's data does not conform to its format; the message is one line. Immutable. */
public final class CorpusFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final String fault;

  /**
   * Makes the message {@code file:line: expected …, found …}.
   *
   * @param file the file as the user named it
   * @param line the line at fault, from 1; 0 for the file as a whole
   * @param expected what is allowed there
   * @param found what was found there
   */
  public CorpusFormatException(String file, long line, String expected, String found) {
    this(
        Objects.requireNonNull(file, "file"),
        line,
        "expected %s, found %s".formatted(expected, found).replaceAll("\\R", " "));
  }

  private CorpusFormatException(String file, long line, String fault) {
    super((line > 0 ? file + ":" + line : file).replaceAll("\\R", " ") + ": " + fault);
    this.line = line;
    this.fault = fault;
  }

  /** Returns the message without the place: {@code expected …, found …}. */
  public String fault() {
    return fault;
  }

  /** Returns the line at fault, from 1; 0 for the file as a whole. */
  public long line() {
    return line;
  }
}
