package dev.ieum.cli;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.check.CorpusCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum check}: what is wrong with data or a configuration, before training. */
@Command(
    name = "check",
    description = "Says what is wrong with data, or with a configuration and all data it names.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 no errors (there may be warnings), 1 errors, which make training fail or spoil",
      "it, 2 usage error. What is wrong with most rows is an error; with a few, a warning.",
      "Example: ieum check my.yaml"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE|CONFIG.yaml|NAME",
      description = "A file of pairs or labelled texts, a configuration, or a named corpus.")
  private String name;

  @Option(names = "--labeled", description = "The file holds a text and its label a row.")
  private boolean labeled;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      split = ",",
      description =
          "Language of the texts, or of source and target, as in ko,en. Default: the names of the"
              + " columns, where they are codes.")
  private List<String> languages = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description = "text or json. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private CorpusChoice choice = new CorpusChoice();

  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CheckReport report = isConfig() ? new ConfigCheck().of(Path.of(name)) : checked();
    try (ResultOutput output = console.results()) {
      for (String line : format == ReportFormat.JSON ? report.json() : report.lines()) {
        output.line(line);
      }
    }
    return report.errors() > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  private boolean isConfig() {
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.exists(Path.of(name));
  }

  private CheckReport checked() throws IOException {
    CheckReport report = new CheckReport();
    CorpusCheck check = new CorpusCheck(CorpusCheck.USUAL_WORDS);
    if (isLabeled()) {
      for (Corpus<LabeledText> corpus : LabeledCorpora.open(name, choice, console)) {
        String language = languages.isEmpty() ? "" : languages.get(0);
        report.add(corpus.info().name(), check.labeled(corpus, language, Optional::of, false));
      }
      return report;
    }
    for (Corpus<TextPair> corpus : choice.open(name, List.of(), console)) {
      List<String> both = bothLanguages();
      report.add(corpus.info().name(), check.pairs(corpus, both.get(0), both.get(1), false));
    }
    return report;
  }

  private boolean isLabeled() throws IOException {
    return labeled || LabeledCorpora.means(name, choice, console);
  }

  private List<String> bothLanguages() throws IOException {
    List<String> both = languages;
    if (both.isEmpty()) {
      both =
          Files.exists(Path.of(name))
              ? choice.fileColumns(Path.of(name))
              : choice.columns().isEmpty()
                  ? choice.known(name, console).languages()
                  : choice.columns();
    }
    if (both.size() != 2) {
      throw new UsageException(
          "command line: --language = %s; allowed: two codes, as in ko,en"
              .formatted(String.join(",", both)));
    }
    return both;
  }
}
