package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelTask;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ieum evaluate}: evaluates a model, or given translations, on a test set. */
@Command(
    name = "evaluate",
    description = "Scores translations, as sacreBLEU does, or evaluates a model of any task.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Metrics: bleu, bleu-lc, bleu-intl, bleu-char, bleu-none, bleu-none-lc, chrf, chrf-lc, chrf++.",
      "A column 'source' of the data gives scores of translations for each of its values as well.",
      "Sentiment: accuracy, F1, confusion, calibration. Series: RMSE, MAE, MASE, CRPS. Speech: accuracy.",
      "Sequences: HR, NDCG, MRR. Example: ieum evaluate --hypotheses mine.txt --references test.en",
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EvaluationOptions options;
  @Mixin private TranslationEvaluation translation;
  @Mixin private SentimentEvaluation sentiment;
  @Mixin private SequenceEvaluation sequences;
  @Mixin private ForecastEvaluation forecasts;

  private final Console console;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    translation.requireSources(options);
    List<ModelBundle> bundles = ModelOptions.bundles(options.models);
    if (!bundles.isEmpty() && bundles.get(0).manifest().task() == ModelTask.SENTIMENT) {
      requireTranslationUnused();
      sentiment.run(bundles, options, console);
      return CommandLine.ExitCode.OK;
    }
    requireUnused(
        "without a sentiment model; it is for classes", "--skip-other", "--against", "--labels");
    if (!bundles.isEmpty() && bundles.get(0).manifest().task() == ModelTask.FORECAST) {
      requireTranslationUnused();
      sequences.requireUnused();
      forecasts.run(bundles, options, console);
      return CommandLine.ExitCode.OK;
    }
    forecasts.requireUnused();
    if (!bundles.isEmpty() && bundles.get(0).manifest().task() == ModelTask.NEXT) {
      requireTranslationUnused();
      sequences.run(bundles, options, console);
      return CommandLine.ExitCode.OK;
    }
    sequences.requireUnused();
    if (!bundles.isEmpty() && bundles.get(0).manifest().task() == ModelTask.COMMANDS) {
      requireTranslationUnused();
      CommandEvaluation.run(bundles, options, console);
      return CommandLine.ExitCode.OK;
    }
    if (bundles.size() > 1) {
      throw new UsageException(
          "command line: --model given %d times; translations are those of one model; give one"
              .formatted(bundles.size()));
    }
    translation.run(bundles.stream().findFirst(), options, console);
    return CommandLine.ExitCode.OK;
  }

  private void requireTranslationUnused() {
    requireUnused(
        "with a model of another task; it is for translations",
        "--beam",
        "--pruning",
        "--full-vocabulary",
        "--raw",
        "--no-repetition-limit",
        "--baseline",
        "--metrics");
  }

  private void requireUnused(String why, String... options) {
    UsageException.firstGiven(spec, options)
        .ifPresent(
            option -> {
              throw new UsageException("command line: %s %s; leave it out".formatted(option, why));
            });
  }
}
