package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/**
 * Runs the most frequent commands in one process and discards their output. The launcher runs it
 * once with {@code -XX:DumpLoadedClassList}: the classes that it loads go into the archive that
 * later starts map.
 */
final class ClassListRun {
  private static final String[][] RUNS = {
    {"--help"},
    {"translate", "--help"},
    {"models", "list"},
    {"tokenize", "--pos"},
    {"sentiment"},
    {"translate", "--model", "translation-en-de"},
    {"translate", "--format", "jsonl"},
  };

  private ClassListRun() {}

  /** Runs them all; the failure of one does not keep the others from running. */
  public static void main(String[] args) {
    byte[] line = "어제 본 영화가 참 좋았다.\n".getBytes(StandardCharsets.UTF_8);
    for (String[] run : RUNS) {
      Ieum.run(
          run,
          new Console(
              new ByteArrayInputStream(line),
              OutputStream.nullOutputStream(),
              false,
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              Map.of(),
              false));
    }
    System.exit(CommandLine.ExitCode.OK);
  }
}
