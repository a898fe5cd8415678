package dev.ieum.cli.train;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Resource;
import dev.ieum.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum init}: a commented configuration to start from. */
@Command(
    name = "init",
    description = "Writes a commented configuration to start training from.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: ieum init translation my.yaml && ieum check my.yaml"})
public final class InitCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "TASK",
      description = "What to train: translation, sentiment, next, forecast or commands.")
  private String task;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "Where to write it; - is standard output.")
  private String file;

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  private final Console console;

  /** Makes the command. */
  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!TrainingJob.TASKS.contains(task)) {
      throw new UsageException(
          "command line: TASK = %s; allowed: %s"
              .formatted(task, String.join(", ", TrainingJob.TASKS)));
    }
    if (!file.equals(Console.STANDARD_INPUT) && !force && Files.exists(Path.of(file))) {
      throw new UsageException(
          file + ": is there already; name another file, or replace it by --force");
    }
    console.write(file, Resource.text(InitCommand.class, task + ".yaml").lines().toList());
    return CommandLine.ExitCode.OK;
  }
}
