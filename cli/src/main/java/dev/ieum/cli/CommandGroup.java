package dev.ieum.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups others; alone it says which there are. */
abstract class CommandGroup implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine commandLine = spec.commandLine();
    throw new ParameterException(
        commandLine,
        "command = none; allowed: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }
}
