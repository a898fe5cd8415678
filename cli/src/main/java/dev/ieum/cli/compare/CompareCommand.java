package dev.ieum.cli.compare;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.CorpusOptions;
import dev.ieum.cli.train.StopRequest;
import dev.ieum.core.bundle.Provenance;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.TextPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum compare}: networks of several architectures, trained and measured here. */
@Command(
    name = "compare",
    description = "Trains networks of several architectures here and compares them by figures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without options: about ten minutes on two cores, no data. Prints a table; DIR/report.html has",
      "the pictures, DIR/results.jsonl the figures, DIR/ARCHITECTURE/translation/model a model.",
      "The same seed and threads give the same table but for timings. Needs a quiet machine.",
      "Example: ieum compare --architectures lstm,transformer --minutes 5 --out runs/two"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int FEWEST_PAIRS = 100;
  private static final int MOST_TESTED = 500;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/compare",
      description = "Directory of models, figures and report. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(names = "--resume", description = "Go on with what was stopped in DIR.")
  private boolean resume;

  @Option(
      names = "--architectures",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "rnn,gru,lstm,transformer,hybrid",
      description = "Of rnn, gru, lstm, transformer, hybrid, ssru. Default: all but the last.")
  private List<Architecture> architectures;

  @Option(
      names = "--budget",
      paramLabel = "KIND",
      defaultValue = "parameters",
      description =
          "What translation networks have in common: parameters (and updates), time or updates."
              + " Default: ${DEFAULT-VALUE}.")
  private Plan.Budget budget;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Parameters of each, with that budget. Default: ${DEFAULT-VALUE}.")
  private int parameters;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Time that it is planned to take on two cores. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--data",
      paramLabel = "FILE|NAME",
      description = "Pairs to translate. Default: Korean dates, times and sums, made up by rule.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that train and translate; figures depend on it. Default: the cores, 4"
              + " at most.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      defaultValue = "en",
      description = "Language of table and report: en or ko. Default: ${DEFAULT-VALUE}.")
  private Texts.Language language;

  @Option(
      names = "--progress",
      description = "Print progress even if standard error is not a terminal.")
  private boolean progress;

  @Mixin private CorpusOptions choice;

  private final Console console;

  /** Makes the command. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Plan plan = plan();
    Pairs pairs = data.isPresent() ? pairs(data.get()) : Pairs.dates();
    Results results = new Results(directory, resume, plan.setup(pairs.name()));
    long began = System.nanoTime();
    try (StopRequest stop = StopRequest.onSignals(() -> console.note(goOn()))) {
      try {
        run(plan, pairs, results, new Trainings(stop));
      } catch (CancellationException stopped) {
        console.note(goOn());
        return stop.exitCode();
      }
    }
    Texts texts = new Texts(language);
    ComparisonTable table = new ComparisonTable(plan, results, texts);
    List<String> below = below(plan, pairs, texts, (System.nanoTime() - began) / 1_000_000_000);
    Path file = directory.resolve(ComparisonReport.FILE);
    new ComparisonReport(plan, results, texts).page(table, pairs, below).write(file);
    Table printed = new Table().row(table.header());
    table.rows(true).forEach(printed::row);
    List<String> lines = new ArrayList<>(printed.lines());
    lines.add("");
    lines.add(texts.of("marked").replace("%%", "%"));
    lines.add("");
    lines.add(texts.of("uses"));
    table.uses().forEach(use -> lines.add("  " + use));
    lines.add("");
    lines.add(texts.of("fair.title"));
    below.forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.add(texts.of("report") + ": " + file);
    lines.add(
        "%s: ieum translate --model %s"
            .formatted(texts.of("models"), directory.resolve("ARCHITECTURE/translation/model")));
    console.print(lines);
    return CommandLine.ExitCode.OK;
  }

  private Plan plan() {
    if (minutes < 0.1 || minutes > 100_000) {
      throw new UsageException(
          "command line: --minutes = %s; allowed: 0.1 to 100000".formatted(minutes));
    }
    UsageException.inRange("--parameters", parameters, 150_000, 100_000_000);
    int cores = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new Plan(
        directory,
        List.copyOf(new LinkedHashSet<>(architectures)),
        budget,
        parameters,
        minutes,
        UsageException.inRange("--threads", threads.orElse(cores), 1, 256),
        seed);
  }

  private String goOn() {
    return "stopped; what was measured is saved; go on with the same options and --resume";
  }

  private void run(Plan plan, Pairs pairs, Results results, Trainings trainings)
      throws IOException {
    Path files = plan.directory().resolve("data");
    pairs.write(files);
    for (Architecture of : plan.architectures()) {
      if (of.sequenceNetwork().isPresent()) {
        List<ToyTask> tasks = new ArrayList<>();
        for (int distance : ToyMeasures.DISTANCES) {
          tasks.add(ToyMeasures.recall(distance));
        }
        tasks.add(ToyMeasures.PAIRS);
        tasks.add(ToyMeasures.PARITY);
        for (ToyTask task : tasks) {
          step(results, of, task.name(), () -> ToyMeasures.run(plan, of, task, files, trainings));
        }
        step(results, of, "gradients", () -> ToyMeasures.gradients(plan, of));
        step(results, of, "stream", () -> ToyMeasures.stream(plan, of));
      }
    }
    for (Architecture of : plan.architectures()) {
      step(
          results,
          of,
          "translation",
          () -> TranslationMeasures.run(plan, pairs, of, files, trainings));
      step(
          results,
          of,
          "speeds",
          () -> TranslationMeasures.speeds(plan, pairs, of, files, trainings));
    }
  }

  private void step(Results results, Architecture of, String name, Results.Work work)
      throws IOException {
    String step = of.word() + " " + name;
    if ((console.terminal() || progress) && !results.isDone(step)) {
      console.note(step);
    }
    results.step(step, work);
  }

  private List<String> below(Plan plan, Pairs pairs, Texts texts, long seconds) {
    String equal =
        switch (plan.budget()) {
          case PARAMETERS -> texts.of("fair.parameters", plan.parameters(), plan.updates());
          case TIME -> texts.of("fair.time", plan.secondsOfTranslation());
          case UPDATES -> texts.of("fair.updates", plan.updates());
        };
    return List.of(
        texts.of("fair.data"),
        equal,
        texts.of(
            "fair.rate",
            Architecture.LSTM.learningRate(),
            Architecture.TRANSFORMER.learningRate(),
            ToyMeasures.LEARNING_RATE),
        texts.of("fair.toy", plan.toyUpdates()),
        texts.of("fair.one"),
        texts.of("made", pairs.name(), pairs.test().size(), pairs.train().size(), pairs.licence()),
        texts.of(
            "machine",
            Provenance.runningPlatform(),
            plan.threads(),
            Runtime.getRuntime().availableProcessors(),
            Provenance.runningJava(),
            plan.seed(),
            seconds));
  }

  /** Reads a corpus: its parts, or of a file every twentieth pair for dev and for test. */
  private Pairs pairs(String name) throws IOException {
    List<String> sides = choice.sides(name, List.of(), console);
    List<TextPair> train = new ArrayList<>();
    List<TextPair> dev = new ArrayList<>();
    List<TextPair> test = new ArrayList<>();
    String licence = "";
    for (Corpus<TextPair> corpus : choice.pairs(name, sides, console)) {
      licence = corpus.info().licence().name();
      List<TextPair> all = corpus.readAll();
      switch (corpus.info().split()) {
        case TRAIN -> train.addAll(all);
        case DEV -> dev.addAll(all);
        case TEST -> test.addAll(test.isEmpty() ? all : List.of());
        case WHOLE -> {
          for (int i = 0; i < all.size(); i++) {
            (i % 20 == 0 ? dev : i % 20 == 10 ? test : train).add(all.get(i));
          }
        }
      }
    }
    test = test.isEmpty() ? dev : test;
    if (train.size() < FEWEST_PAIRS || dev.isEmpty() || test.isEmpty()) {
      throw new UsageException(
          "%s: pairs = %d to train, %d dev, %d test; allowed: at least %d, 1 and 1"
              .formatted(name, train.size(), dev.size(), test.size(), FEWEST_PAIRS));
    }
    return new Pairs(
        name,
        sides.get(0),
        sides.get(1),
        licence,
        train,
        dev,
        test.subList(0, Math.min(MOST_TESTED, test.size())));
  }
}
