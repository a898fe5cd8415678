package dev.ieum.datasets;

import java.util.Objects;

/** Thrown when a user's data is not what its format wants; the message is one line. */
public final class CorpusFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;
  private final String fault;

  /**
   * Makes the message {@code file:line: expected …, found …}.
   *
   * @param file the file as the user named it
   * @param line the line at fault, from 1; 0 when the file as a whole is
   * @param expected what is allowed there
   * @param found what stands there
   */
  public CorpusFormatException(String file, long line, String expected, String found) {
    super(message(file, line, expected, found));
    this.file = file;
    this.line = line;
    this.fault = getMessage().substring(where(file, line).length() + 2);
  }

  private static String message(String file, long line, String expected, String found) {
    Objects.requireNonNull(file, "file");
    return "%s: expected %s, found %s"
        .formatted(where(file, line), expected, found)
        .replaceAll("\\R", " ");
  }

  private static String where(String file, long line) {
    return line > 0 ? file + ":" + line : file;
  }

  /** Returns the message without the place: {@code expected …, found …}. */
  public String fault() {
    return fault;
  }

  /** Returns the file as the user named it. */
  public String file() {
    return file;
  }

  /** Returns the line at fault, from 1; 0 when the file as a whole is. */
  public long line() {
    return line;
  }
}
