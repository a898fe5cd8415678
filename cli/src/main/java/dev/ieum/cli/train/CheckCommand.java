package dev.ieum.cli.train;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.CorpusOptions;
import dev.ieum.cli.options.ReportOptions;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.check.CorpusCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum check}: what is wrong with data or a configuration, before training. */
@Command(
    name = "check",
    description = "Reports what is wrong with data, or with a configuration and all data it names.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 no errors (there may be warnings), 1 errors that would make training fail or",
      "harm the model, 2 usage error. A fault of most rows is an error; of a few, a warning.",
      "Example: ieum check my.yaml"
    })
public final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE|CONFIG.yaml|NAME",
      description = "A file of pairs or labelled texts, a configuration, or a named corpus.")
  private String name;

  @Option(names = "--labeled", description = "Each row of the file has a text and its label.")
  private boolean labeled;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      split = ",",
      description =
          "Language of the texts, or of source and target, as in ko,en. Default: the names of the"
              + " columns, where they are codes.")
  private List<String> languages = new ArrayList<>();

  @Mixin private ReportOptions options;
  @Mixin private CorpusOptions choice = new CorpusOptions();

  private final Console console;

  /** Makes the command. */
  public CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CheckReport report = isConfig() ? configuration(Path.of(name)) : checked();
    options.print(report::lines, report::json, console);
    return report.errors() > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private boolean isConfig() {
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.exists(Path.of(name));
  }

  /** Checks a configuration, then every corpus that it names. */
  private static CheckReport configuration(Path file) {
    CheckReport report = new CheckReport();
    try {
      TrainingJob.read(Settings.load(file, Map.of()), file.toAbsolutePath().getParent())
          .checks()
          .forEach(check -> add(report, check));
    } catch (ConfigException e) {
      report.fail("configuration", e.getMessage());
    }
    return report;
  }

  private static void add(CheckReport report, Recipe.DataCheck check) {
    try {
      report.add(check.name(), check.run().check());
    } catch (NoSuchFileException e) {
      report.fail(check.name(), e.getFile() + ": no such file; check the path");
    } catch (ConfigException | CorpusFormatException | IOException e) {
      report.fail(check.name(), Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }

  private CheckReport checked() throws IOException {
    CheckReport report = new CheckReport();
    CorpusCheck check = new CorpusCheck(CorpusCheck.USUAL_WORDS);
    if (labeled || choice.isLabeled(name, console)) {
      for (Corpus<LabeledText> corpus : choice.labeled(name, console)) {
        String language = languages.isEmpty() ? "" : languages.get(0);
        report.add(corpus.info().name(), check.labeled(corpus, language, Optional::of, false));
      }
      return report;
    }
    for (Corpus<TextPair> corpus : choice.pairs(name, List.of(), console)) {
      List<String> both = bothLanguages();
      report.add(corpus.info().name(), check.pairs(corpus, both.get(0), both.get(1), false));
    }
    return report;
  }

  private List<String> bothLanguages() throws IOException {
    List<String> both = languages.isEmpty() ? choice.sides(name, List.of(), console) : languages;
    if (both.size() != 2) {
      throw new UsageException(
          "command line: --language = %s; allowed: two codes, as in ko,en"
              .formatted(String.join(",", both)));
    }
    return both;
  }
}
