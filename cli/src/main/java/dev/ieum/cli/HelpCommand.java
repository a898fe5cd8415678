package dev.ieum.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ieum help}, as lists and completion show it; {@link Ieum} reads it as {@code --help}. */
@Command(
    name = "help",
    description = "Prints the help of a command, as its --help does.",
    mixinStandardHelpOptions = true)
final class HelpCommand {
  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as train or models list; without one, all are listed.")
  List<String> command = List.of();
}
