package dev.ieum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * Checks that the results do not overwrite one of {@code inputs}, files or {@code -}.
   *
   * @throws UsageException if they would
   */
  void requireOtherThan(List<String> inputs) throws IOException {
    for (String input : inputs) {
      boolean bothFiles =
          !input.equals(Console.STANDARD_INPUT) && !output.equals(Console.STANDARD_INPUT);
      if (bothFiles
          && Files.exists(Path.of(output))
          && Files.exists(Path.of(input))
          && Files.isRegularFile(Path.of(input))
          && Files.isSameFile(Path.of(input), Path.of(output))) {
        throw new UsageException(
            "command line: --output = %s; it is the input, which would be lost; name another"
                .formatted(output));
      }
    }
  }

  /** Opens what results are written to. */
  ResultOutput open(Console console) throws IOException {
    return console.results(output);
  }

  /**
   * Results on the screen are progress enough; a bar would only cut them up.
   *
   * @param bytes the size of the input, or -1
   */
  LineProgress progress(Console console, long bytes) {
    return output.equals(Console.STANDARD_INPUT)
        ? LineProgress.none()
        : LineProgress.ofBytes(console, "reading", bytes);
  }
}
