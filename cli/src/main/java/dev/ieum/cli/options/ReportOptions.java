package dev.ieum.cli.options;

import dev.ieum.cli.console.Console;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that says how a report is written. */
public final class ReportOptions {

  /** How a report is written. */
  private enum Format {
    /** For people. */
    TEXT,
    /** For programs: one JSON object. */
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /** Prints a report in the format of {@code --format}. */
  public void print(Supplier<List<String>> text, Supplier<String> json, Console console)
      throws IOException {
    console.print(format == Format.JSON ? List.of(json.get()) : text.get());
  }
}
