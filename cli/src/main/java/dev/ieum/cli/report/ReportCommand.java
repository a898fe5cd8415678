package dev.ieum.cli.report;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.CorpusOptions;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum report}: one HTML file of one or several runs. */
@Command(
    name = "report",
    description = "Writes one HTML file of trainings: settings, data, curves, scores, examples.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file needs no network. ieum train writes it, without --data, at each validation.",
      "Example: ieum report runs/a runs/b --data koen/dev --out comparison.html"
    })
public final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Directories that ieum train has as --out; several are compared.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "The file to write. Default: report.html in the first RUN.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FILE|NAME/PART",
      description =
          "Pairs or labelled texts to predict and show: scores with intervals, the worst sentences,"
              + " repetitions, numbers, attention; confusion, reliability and surest mistakes.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Bootstrap resamples of the data. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private CorpusOptions choice;
  @Mixin private ModelOptions.Threads threads;

  private final Console console;

  /** Makes the command. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    UsageException.inRange("--samples", samples, 1, 1_000_000);
    Map<String, Path> runs = named();
    List<RunData> read = new ArrayList<>();
    for (Map.Entry<String, Path> run : runs.entrySet()) {
      Path before = run.getValue().resolve(Trainer.PRETRAINING);
      if (Files.exists(before.resolve(RunData.METRICS))) {
        read.add(RunData.read(run.getKey() + ", pretraining", before));
      }
      read.add(RunData.read(run.getKey(), run.getValue()));
    }
    HtmlPage page = RunReport.page(read);
    if (data.isPresent()) {
      addExamples(page, runs, data.get());
    }
    Path file = out.orElse(directories.get(0).resolve(RunReport.FILE));
    page.write(file);
    console.print(List.of(file.toString()));
    return CommandLine.ExitCode.OK;
  }

  /** Returns the directories by what they are called: their last names, whole if two are equal. */
  private Map<String, Path> named() {
    Set<Path> last = new TreeSet<>();
    directories.forEach(directory -> last.add(directory.normalize().getFileName()));
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path directory : directories) {
      Path name = directory.toAbsolutePath().normalize().getFileName();
      boolean distinct = last.size() == directories.size() && name != null;
      named.put((distinct ? name : directory).toString(), directory);
    }
    return named;
  }

  private void addExamples(HtmlPage page, Map<String, Path> runs, String name) throws IOException {
    Map<String, ModelBundle> models = new LinkedHashMap<>();
    for (Map.Entry<String, Path> run : runs.entrySet()) {
      models.put(
          run.getKey(), ModelOptions.bundle(run.getValue().resolve(Trainer.MODEL).toString()));
    }
    Set<ModelTask> tasks =
        models.values().stream().map(m -> m.manifest().task()).collect(Collectors.toSet());
    ModelTask task = tasks.iterator().next();
    if (tasks.size() > 1 || (task != ModelTask.TRANSLATION && task != ModelTask.SENTIMENT)) {
      throw new UsageException(
          "command line: --data = %s, for runs of the task %s; allowed: runs of translation alone,"
                  .formatted(
                      name, tasks.stream().map(EnumWords::of).collect(Collectors.joining(" and ")))
              + " or of sentiment alone; leave --data out, or see ieum evaluate");
    }
    if (task == ModelTask.TRANSLATION) {
      List<String> languages = models.values().iterator().next().manifest().languages();
      PairedBootstrap bootstrap = new PairedBootstrap(samples, seed);
      TranslationSection.add(
          page,
          models,
          all(choice.pairs(name, languages, console), name),
          threads.count(),
          bootstrap);
    } else {
      SentimentSection.add(
          page, models, all(choice.labeled(name, console), name), threads.count(), samples, seed);
    }
  }

  private static <T extends CorpusEntry> List<T> all(List<Corpus<T>> parts, String name)
      throws IOException {
    List<T> all = new ArrayList<>();
    for (Corpus<T> part : parts) {
      all.addAll(part.readAll());
    }
    if (all.isEmpty()) {
      throw new UsageException(name + ": rows = 0; at least one is needed");
    }
    return all;
  }
}
