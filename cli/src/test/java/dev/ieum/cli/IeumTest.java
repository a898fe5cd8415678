package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ieum.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class IeumTest {

  @Test
  void help_listsEveryCommand() {
    CliRun run = CliRun.of("--help");
    assertEquals(0, run.exitCode());
    assertEquals("", run.err());
    for (Commands command : Commands.values()) {
      String does =
          command.summary(Console.system()).usageMessage().description()[0].substring(0, 25);
      assertTrue(run.out().contains("\n  " + command.word() + " "), run.out());
      assertTrue(run.out().contains(does), run.out());
    }
  }

  @ParameterizedTest
  @EnumSource(Commands.class)
  void help_ofEachCommand_fitsAScreenAndGoesToStandardOutput(Commands command) {
    CliRun run = CliRun.of(command.word(), "--help");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("Usage: ieum " + command.word()), run.out());
    assertTrue(run.outLines().size() <= 50, run.out());
    assertTrue(run.outLines().stream().allMatch(line -> line.length() <= 100), run.out());
  }

  @Test
  void version_namesBuildAndLibraries() {
    CliRun run = CliRun.of("--version");
    assertEquals(0, run.exitCode());
    List<String> lines = run.outLines();
    assertEquals(2, lines.size(), run.out());
    assertTrue(lines.get(0).matches("ieum [\\w.-]+, commit ([0-9a-f]{12}|unknown)"), run.out());
    assertTrue(
        lines.get(1).matches("Java \\S+(, (DJL|PyTorch|Lucene|OpenNLP) [\\d.]+){4}"), run.out());
  }

  @Test
  void noCommand_printsTheUsageAsAnError() {
    CliRun run = CliRun.of();
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(CliRun.of("--help").out(), run.err());
  }

  @Test
  void helpCommand_isTheHelpOption() {
    assertEquals(CliRun.of("--help"), CliRun.of("help"));
    assertEquals(CliRun.of("train", "--help"), CliRun.of("help", "train"));
    assertEquals(CliRun.of("datasets", "stats", "--help"), CliRun.of("help", "datasets", "stats"));
    CliRun unknown = CliRun.of("help", "trian");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("no such command; did you mean train?"), unknown.err());
  }

  @Test
  void help_ofEveryCommand_listsEveryOptionInHundredColumns() {
    CommandLine all = new CommandLine(new Commands.Help());
    for (Commands command : Commands.values()) {
      all.addSubcommand(command.word(), command.make(Console.system()));
    }
    assertHelp(all, List.of());
  }

  private static void assertHelp(CommandLine command, List<String> path) {
    command
        .getSubcommands()
        .forEach(
            (word, below) -> {
              List<String> words = Stream.concat(path.stream(), Stream.of(word)).toList();
              String[] args =
                  Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new);
              CliRun run = CliRun.of(args);
              assertEquals(0, run.exitCode(), words + run.err());
              assertTrue(run.outLines().stream().allMatch(line -> line.length() <= 100), run.out());
              for (OptionSpec option : below.getCommandSpec().options()) {
                assertTrue(run.out().contains(option.longestName()), words + option.longestName());
                assertTrue(option.description().length > 0, words + option.longestName());
              }
              assertHelp(below, words);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completion_isAScriptThatTheShellReads(String shell, @TempDir Path dir) throws Exception {
    CliRun run = CliRun.of("generate-completion");
    assertEquals(0, run.exitCode(), run.err());
    for (Commands command : Commands.values()) {
      assertTrue(run.out().contains(command.word()), command.word());
    }
    assertTrue(run.out().contains("--explain"), "options of commands");
    assertTrue(run.out().contains("(\"int8\" \"float32\")"), "words of options");
    Path script = Files.writeString(dir.resolve("completion"), run.out());
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.exists(Path.of(bin + shell))),
        shell + " is not here");
    Process process =
        new ProcessBuilder(shell, "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  @Test
  void misspelled_isOneLineWithTheNearest() {
    CliRun command = CliRun.of("dataset");
    assertEquals(2, command.exitCode());
    assertEquals(
        "ieum: command = dataset; there is no such command; did you mean datasets?; see ieum"
            + " --help\n",
        command.err());
    assertTrue(CliRun.of("--verbos").err().contains("did you mean --verbose?"));
    CliRun option = CliRun.of("datasets", "list", "--data-dri", "x");
    assertEquals(2, option.exitCode());
    assertEquals(
        "ieum datasets list: option = --data-dri; there is no such option; did you mean"
            + " --data-dir?; see ieum datasets list --help\n",
        option.err());
  }

  @Test
  void verbose_addsTheTrace() {
    assertFalse(CliRun.of("datasets", "stats", "nope").err().contains("\tat "));
    assertTrue(CliRun.of("datasets", "stats", "nope", "--verbose").err().contains("\tat "));
    assertTrue(CliRun.of("--verbose", "datasets", "stats", "nope").err().contains("\tat "));
  }

  private static CliRun runInto(String failure, String... args) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            broken,
            false,
            new PrintStream(err, true, UTF_8),
            Map.of(),
            false);
    return new CliRun(Ieum.run(args, console), "", err.toString(UTF_8));
  }

  @Test
  void closedPipe_endsQuietlyWithZero() {
    assertEquals(new CliRun(0, "", ""), runInto("Broken pipe", "datasets", "list"));
  }

  @Test
  void fullDisk_failsWithOneLine() {
    assertEquals(
        new CliRun(1, "", "ieum: standard output: No space left on device\n"),
        runInto("No space left on device", "datasets", "list"));
  }

  @Test
  void help_thatCannotBeWritten_fails() {
    CliRun run = runInto("Bad file descriptor", "--help");
    assertEquals(new CliRun(1, "", "ieum: standard output: cannot be written\n"), run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenize", "sentiment", "translate"})
  void memoryThatRunsOut_isOneLine(String command, @TempDir Path dir) throws Exception {
    Path in = Files.writeString(dir.resolve("in.txt"), "가나 다라 ".repeat(4_000_000));
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ieum.cli.Ieum",
                command,
                in.toString())
            .redirectOutput(dir.resolve("out").toFile())
            .redirectError(dir.resolve("err").toFile())
            .start();
    assertEquals(1, program.waitFor());
    String err = Files.readString(dir.resolve("err"));
    assertTrue(err.startsWith("ieum: memory: exhausted; give more by IEUM_OPTS=-Xmx"), err);
    assertEquals(1, err.lines().count(), err);
  }

  @Test
  void colour_onlyOnATerminalAndNotAgainstNoColor() {
    String[] args = {"datasets", "stats", "nope"};
    assertFalse(CliRun.of(args).err().contains("\u001b"));
    assertTrue(onTerminal(Map.of(), args).contains("\u001b[31m"));
    assertFalse(onTerminal(Map.of("NO_COLOR", "1"), args).contains("\u001b"));
  }

  private static String onTerminal(Map<String, String> environment, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Ieum.run(
        args,
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            false,
            new PrintStream(err, true, UTF_8),
            environment,
            true));
    return err.toString(UTF_8);
  }
}
