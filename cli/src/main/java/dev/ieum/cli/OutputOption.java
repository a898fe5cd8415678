package dev.ieum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --output} of the filters. */
final class OutputOption {

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = Console.STANDARD_INPUT,
      description = "Write there; - or none: standard output.")
  private String output;

  /**
   * Checks that the results do not overwrite {@code input}, a file or {@code -}.
   *
   * @throws UsageException if they would
   */
  void requireOtherThan(String input) throws IOException {
    boolean bothFiles =
        !input.equals(Console.STANDARD_INPUT) && !output.equals(Console.STANDARD_INPUT);
    if (bothFiles
        && Files.exists(Path.of(output))
        && Files.exists(Path.of(input))
        && Files.isSameFile(Path.of(input), Path.of(output))) {
      throw new UsageException(
          "command line: --output = %s; it is the input, which would be lost; name another"
              .formatted(output));
    }
  }

  /** Opens what results are written to. */
  ResultOutput open(Console console) throws IOException {
    return console.results(output);
  }

  /** Results on the screen are progress enough; a bar would only cut them up. */
  LineProgress progress(Console console, String task) {
    return output.equals(Console.STANDARD_INPUT)
        ? LineProgress.none()
        : LineProgress.on(console, task, -1);
  }
}
