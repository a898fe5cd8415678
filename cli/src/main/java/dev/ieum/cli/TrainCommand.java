package dev.ieum.cli;

import dev.ieum.core.config.Settings;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum train}: a configuration in, a model bundle out. */
@Command(
    name = "train",
    description = "Trains the model that a YAML file describes; its key 'task' says which kind.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ctrl-C finishes the step in hand, saves, and says how to go on; so does --resume after a",
      "kill. DIR also holds metrics.jsonl, a line for every report and validation.",
      "Example: ieum train my.yaml --out runs/my",
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONFIG.yaml",
      arity = "0..1",
      description = "What to train, on what, and how; ieum init writes one to start from.")
  private Path config;

  @Option(
      names = "--explain",
      paramLabel = "KEY",
      arity = "0..1",
      fallbackValue = "",
      description = "Print the meaning, range and default of a setting or section, or of all.")
  private Optional<String> explain = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where checkpoints and the model go; needed unless --dry-run.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Go on from the checkpoint in DIR.")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replaces a setting of the file, as in --set training.learning-rate=0.002.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--dry-run",
      description = "Print all settings and the sizes of data and network; train nothing.")
  private boolean dryRun;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where named corpora lie, in place of data.directory and IEUM_DATA.")
  private Optional<Path> dataDirectory = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What all chance comes from, in place of training.seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--progress",
      description = "Print progress though standard error is not a terminal.")
  private boolean progress;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that share each batch, in place of training.workers, 1 unless that says more; a"
              + " run repeats exactly, and resumes, with the same number.")
  private Optional<Integer> threads = Optional.empty();

  private final Console console;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (explain.isPresent()) {
      return print(SettingsReference.explain(explain.get()));
    }
    if (config == null) {
      throw new UsageException(
          "command line: CONFIG.yaml = none; name a configuration; to begin one:"
              + " ieum init translation my.yaml");
    }
    TrainingJob job = readConfig();
    if (dryRun) {
      return printPlan(job);
    }
    Path directory =
        out.orElseThrow(() -> new UsageException("command line: --out = none; name a directory"));
    try (StopRequest stop = StopRequest.onInterrupt();
        TrainingProgress watching = TrainingProgress.on(console, progress)) {
      TrainingOutcome outcome = job.run(directory, resume, watching, stop);
      if (!outcome.finished()) {
        console.note(
            "stopped after update %d, all saved; go on with: %s"
                .formatted(outcome.updates(), resumeCommand(directory)));
        return ExitCode.STOPPED;
      }
      return print(job.result(directory, outcome));
    } catch (FileSystemException | ResultOutput.ClosedPipeException e) {
      throw e; // they say which file, or are no failure
    } catch (IOException e) {
      throw new IOException(
          "%s: %s; the last checkpoint is whole; mend that and go on with: %s"
              .formatted(directory, e.getMessage(), resumeCommand(directory)),
          e);
    }
  }

  private TrainingJob readConfig() {
    Path base = config.toAbsolutePath().getParent();
    return TrainingJob.read(Settings.load(config, allOverrides()), base);
  }

  private Map<String, String> allOverrides() {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    dataDirectory.ifPresent(path -> all.put("data.directory", path.toAbsolutePath().toString()));
    seed.ifPresent(value -> all.put("training.seed", Long.toString(value)));
    threads.ifPresent(
        n ->
            all.put(
                "training.workers",
                Integer.toString(
                    UsageException.inRange("--threads", n, 1, TrainingConfig.MOST_WORKERS))));
    return all;
  }

  /** A run goes on only with the settings it began with, so those of the command line are told. */
  private String resumeCommand(Path directory) {
    StringBuilder command = new StringBuilder("ieum train " + config + " --out " + directory);
    allOverrides().forEach((key, value) -> command.append(" --set ").append(key + "=" + value));
    return command.append(" --resume").toString();
  }

  private int printPlan(TrainingJob job) throws IOException {
    String summary = job.plan();
    List<String> lines = new ArrayList<>(ResolvedSettings.lines(job.resolved()));
    lines.add("# " + summary);
    return print(lines);
  }

  private int print(List<String> lines) throws IOException {
    try (ResultOutput output = console.results()) {
      for (String line : lines) {
        output.line(line);
      }
    }
    return ExitCode.DONE;
  }
}
