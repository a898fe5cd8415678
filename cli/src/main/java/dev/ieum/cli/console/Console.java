package dev.ieum.cli.console;

import dev.ieum.datasets.Utf8Lines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The streams and the environment of one run. Immutable.
 *
 * <p>Results go to {@code out} and nowhere else; progress, warnings and errors go to {@code err}.
 * All text is UTF-8, whatever the platform's default.
 *
 * @param in standard input
 * @param out standard output, unbuffered: failures to write must be seen, which {@link System#out}
 *     hides
 * @param pipe whether {@code out} is known to be a pipe to another program
 * @param err standard error
 * @param environment the environment variables
 * @param terminal whether {@code err} is a terminal
 */
public record Console(
    InputStream in,
    OutputStream out,
    boolean pipe,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal) {

  /** The name for standard input on the command line. */
  public static final String STANDARD_INPUT = "-";

  private static final String PROGRAM = "ieum";
  private static final int LONGEST = 500;

  /** Control, format and unpaired surrogate characters, except those that join emoji. */
  private static final Pattern TERMINAL_CONTROLS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}[\\p{Cf}&&[^\\u200C\\u200D]]]");

  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  public Console {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    environment = Map.copyOf(environment);
  }

  /** Returns the console of this process; the launcher says whether it is a terminal. */
  public static Console system() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        isPipe(Path.of("/proc/self/fd/1")),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Boolean.getBoolean("ieum.terminal"));
  }

  private static boolean isPipe(Path descriptor) {
    try {
      return Files.isSymbolicLink(descriptor)
          && Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false; // then the error message decides
    }
  }

  /** Opens the lines of {@code file}, or of standard input when it is {@code -}. */
  public Utf8Lines lines(String file) throws IOException {
    return lines(file, StandardCharsets.UTF_8);
  }

  /** Opens the lines of {@code file}, a text in the given encoding; see {@link #lines(String)}. */
  public Utf8Lines lines(String file, Charset encoding) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? Utf8Lines.of(in, "standard input", encoding)
        : Utf8Lines.open(Path.of(file), encoding);
  }

  /** Opens {@code file} for results, or standard output when it is {@code -}. */
  public ResultOutput results(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? new ResultOutput(out, "standard output", pipe)
        : new ResultOutput(Files.newOutputStream(Path.of(file)), file, false);
  }

  /** Writes lines of results to {@code file}, or to standard output when it is {@code -}. */
  public void write(String file, Iterable<String> lines) throws IOException {
    try (ResultOutput output = results(file)) {
      for (String line : lines) {
        output.line(line);
      }
    }
  }

  /** Writes lines of results to standard output. */
  public void print(List<String> lines) throws IOException {
    write(STANDARD_INPUT, lines);
  }

  /** Prints a line of progress or warning for people, on standard error. */
  public void note(String line) {
    err.println(line);
  }

  /** Prints a line that warns, on standard error. */
  public void warn(String line) {
    err.println(named(line));
  }

  /** Prints a line that says why the run failed, on standard error. */
  public void error(String line) {
    err.println(coloured() ? RED + named(line) + PLAIN : named(line));
  }

  /** In a pipeline, the name tells which program a line is from. */
  private static String named(String line) {
    return printable(line.startsWith(PROGRAM) ? line : PROGRAM + ": " + line);
  }

  /**
   * Returns {@code text} on one line of at most {@value #LONGEST} characters, without characters
   * that control a terminal: names in files and models may hold anything.
   */
  public static String printable(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return visible(shown.replaceAll("\\s*\\R\\s*", " "));
  }

  /** Returns {@code text} without characters that control a terminal. */
  public static String visible(String text) {
    return TERMINAL_CONTROLS.matcher(text).replaceAll("?");
  }

  private boolean coloured() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
