package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ieum.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * One run of the program inside the test's own Java machine.
 *
 * @param exitCode what the shell would see
 * @param out standard output
 * @param err standard error
 */
public record CliRun(int exitCode, String out, String err) {

  public static CliRun of(String... args) {
    return with(Map.of(), new byte[0], args);
  }

  public static CliRun withInput(String in, String... args) {
    return with(Map.of(), in.getBytes(UTF_8), args);
  }

  /** Runs it where a person watches standard error, without colours. */
  static CliRun onTerminal(String in, String... args) {
    return with(Map.of("NO_COLOR", "1"), in.getBytes(UTF_8), true, args);
  }

  static CliRun with(Map<String, String> environment, byte[] in, String... args) {
    return with(environment, in, false, args);
  }

  private static CliRun with(
      Map<String, String> environment, byte[] in, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in),
            out,
            false,
            new PrintStream(err, true, UTF_8),
            environment,
            terminal);
    int exitCode = Ieum.run(args, console);
    return new CliRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  public List<String> outLines() {
    return out.lines().toList();
  }
}
