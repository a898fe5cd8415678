package dev.ieum.cli.train;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.report.RunReport;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
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
      "Ctrl-C saves and prints how to continue; a second one ends at once. --resume continues after",
      "a kill, too. DIR also holds metrics.jsonl, one line per report and validation, and report.html.",
      "Example: ieum train my.yaml --out runs/my",
    })
public final class TrainCommand implements Callable<Integer> {
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
      description = "Directory of checkpoints and the model; required unless --dry-run.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Continue from the checkpoint in DIR.")
  private boolean resume;

  @Option(
      names = "--allow-changed",
      paramLabel = "KEY",
      split = ",",
      description =
          "With --resume: settings that may differ from those the run began with, such as"
              + " training.learning-rate or training.max-updates; the run records the change.")
  private Set<String> allowChanged = new LinkedHashSet<>();

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
      description = "Directory of the named corpora, in place of data.directory and IEUM_DATA.")
  private Optional<Path> dataDirectory = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed, in place of training.seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--progress",
      description = "Print progress even if standard error is not a terminal.")
  private boolean progress;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that share each batch, in place of training.workers (default: 1); a run repeats"
              + " and resumes exactly only with the same number.")
  private Optional<Integer> threads = Optional.empty();

  private final Console console;
  private volatile Optional<TrainingProgress> shown = Optional.empty();

  /** Makes the command. */
  public TrainCommand(Console console) {
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
    Recipe recipe = readConfig();
    if (dryRun) {
      return printPlan(recipe);
    }
    Path directory =
        out.orElseThrow(() -> new UsageException("command line: --out = none; name a directory"));
    Set<String> changeable = changeable();
    try (StopRequest stop = StopRequest.onSignals(() -> noteWhatIsSaved(directory));
        TrainingProgress watching =
            new TrainingProgress(console, progress, stop, () -> report(directory, recipe))) {
      shown = Optional.of(watching);
      TrainingOutcome outcome =
          Trainer.run(recipe, new TrainingRun(directory, resume, changeable, watching, stop));
      watching.finish();
      if (!outcome.finished()) {
        console.note(
            "stopped after update %d, all saved; go on with: %s"
                .formatted(outcome.updates(), command(directory, true)));
        return stop.exitCode();
      }
      report(directory, recipe);
      return print(TrainingJob.result(recipe, directory, outcome));
    } catch (FileSystemException | ResultOutput.ClosedPipeException e) {
      throw e; // they say which file, or are no failure
    } catch (IOException e) {
      throw new IOException(
          "%s: %s; %s".formatted(directory, e.getMessage(), next(directory, "put that right and ")),
          e);
    }
  }

  /** A report that cannot be written, or a full disk, must not end a training. */
  private void report(Path directory, Recipe recipe) {
    try {
      RunReport.write(directory, recipe);
    } catch (IOException | RuntimeException e) {
      shown.ifPresent(
          watching ->
              watching.onWarning(
                  "%s: not written: %s"
                      .formatted(directory.resolve(RunReport.FILE), e.getMessage())));
    }
  }

  /** A key without a section is one of training. */
  private Set<String> changeable() {
    Set<String> keys = new LinkedHashSet<>();
    for (String given : allowChanged) {
      String key = given.contains(".") ? given : "training." + given;
      if (!RunIdentity.CHANGEABLE.contains(key)) {
        throw new UsageException(
            "command line: --allow-changed = %s; allowed: %s"
                .formatted(given, String.join(", ", RunIdentity.CHANGEABLE)));
      }
      keys.add(key);
    }
    if (!keys.isEmpty() && !resume) {
      throw new UsageException(
          "command line: --allow-changed = %s; allowed with --resume only; add that or leave it out"
              .formatted(String.join(",", allowChanged)));
    }
    return keys;
  }

  /** Runs on a separate thread when a signal ends the program. */
  private void noteWhatIsSaved(Path directory) {
    shown.ifPresent(TrainingProgress::finish);
    console.note("stopped; " + next(directory, ""));
  }

  private String next(Path directory, String before) {
    boolean saved = RunDirectory.isSaved(directory);
    return (saved
            ? "the last checkpoint is whole; %sgo on with: %s"
            : "nothing is saved yet; %sstart again with: %s")
        .formatted(before, command(directory, saved));
  }

  private Recipe readConfig() {
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

  /** A run continues only with the settings it began with, so the command repeats the overrides. */
  private String command(Path directory, boolean resumed) {
    List<String> words = new ArrayList<>(List.of("ieum", "train"));
    words.addAll(List.of(config.toString(), "--out", directory.toString()));
    allOverrides().forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    if (resumed) {
      words.add("--resume");
      if (!allowChanged.isEmpty()) {
        words.addAll(List.of("--allow-changed", String.join(",", allowChanged)));
      }
    }
    return words.stream().map(TrainCommand::quoted).collect(Collectors.joining(" "));
  }

  /** Returns a word as a shell reads it back. */
  private static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}_@%+=:,./-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  private int printPlan(Recipe recipe) throws IOException {
    String summary = Trainer.plan(recipe);
    List<String> lines = new ArrayList<>(ResolvedSettings.lines(recipe.resolved()));
    lines.add("# " + summary);
    return print(lines);
  }

  private int print(List<String> lines) throws IOException {
    console.print(lines);
    return CommandLine.ExitCode.OK;
  }
}
