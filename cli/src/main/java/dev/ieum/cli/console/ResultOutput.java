package dev.ieum.cli.console;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Where results are written, a line at a time, in UTF-8. Not thread-safe; use one per thread.
 *
 * <p>{@link java.io.PrintStream} swallows failures, so that {@code | head -1} would let a command
 * run on and a full disk would look like success; here both are exceptions.
 */
public final class ResultOutput implements AutoCloseable {

  /** Thrown when the reader of a pipe has closed it; the run ends quietly. */
  public static final class ClosedPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    public ClosedPipeException(IOException cause) {
      super("nobody reads standard output any more", cause);
    }
  }

  private final Writer writer;
  private final String name;
  private final boolean pipe;

  /**
   * Makes a writer on {@code out}.
   *
   * @param name what errors call it
   * @param pipe whether another program reads it, so that a failure to write means that it is gone
   */
  public ResultOutput(OutputStream out, String name, boolean pipe) {
    // An unpaired surrogate, which UTF-8 cannot carry, is written as '?'.
    this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
    this.name = name;
    this.pipe = pipe;
  }

  /** A step of writing. */
  private interface Step {
    void run() throws IOException;
  }

  /**
   * Writes {@code text} and a line feed.
   *
   * @throws ClosedPipeException if the reader of a pipe has gone
   * @throws IOException if writing fails, as on a full disk
   */
  public void line(String text) throws IOException {
    named(() -> writer.append(text).append('\n'));
  }

  /**
   * Writes {@code text} as it is.
   *
   * @throws ClosedPipeException if the reader of a pipe has gone
   * @throws IOException if writing fails, as on a full disk
   */
  public void text(String text) throws IOException {
    named(() -> writer.append(text));
  }

  /**
   * Writes each of {@code texts} with a line feed, and passes them on.
   *
   * @throws ClosedPipeException if the reader of a pipe has gone
   * @throws IOException if writing fails, as on a full disk
   */
  public void lines(List<String> texts) throws IOException {
    for (String text : texts) {
      line(text);
    }
    flush();
  }

  /**
   * Passes on what was written.
   *
   * @throws ClosedPipeException if the reader of a pipe has gone
   * @throws IOException if writing fails, as on a full disk
   */
  public void flush() throws IOException {
    named(writer::flush);
  }

  @Override
  public void close() throws IOException {
    flush();
    named(writer::close);
  }

  private void named(Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      // The system's message may be in another language, so the kind of the other end counts too.
      if (pipe || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
        throw new ClosedPipeException(e);
      }
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }
}
