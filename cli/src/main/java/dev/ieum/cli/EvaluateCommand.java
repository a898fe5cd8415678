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
  @Mixin private AnswerScores answers;

  private final Console console;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    translation.requireSources(options);
    List<ModelBundle> bundles = ModelOptions.bundles(options.models);
    ModelTask task = bundles.isEmpty() ? ModelTask.TRANSLATION : bundles.get(0).manifest().task();
    boolean classes = task == ModelTask.SENTIMENT;
    UsageException.refuse(
        spec,
        !classes,
        "--skip-other --against --labels",
        "without a sentiment model; it is for classes; leave it out");
    UsageException.refuse(
        spec,
        !classes && task != ModelTask.FORECAST,
        "--from --stride",
        "without a forecast model; leave it out");
    UsageException.refuse(
        spec,
        task != ModelTask.TRANSLATION || answers.given(),
        "--beam --pruning --full-vocabulary --raw --no-repetition-limit --baseline --metrics",
        "with a model of another task; it is for translations; leave it out");
    if (bundles.isEmpty() || !(task == ModelTask.TRANSLATION || task == ModelTask.NEXT)) {
      answers.requireUnused();
    }
    if (!classes && task != ModelTask.NEXT) {
      sequences.requireUnused();
    }
    switch (task) {
      case SENTIMENT -> sentiment.run(bundles, options, console);
      case FORECAST -> forecasts.run(bundles, options, console);
      case COMMANDS -> CommandEvaluation.run(bundles, options, console);
      case NEXT -> sequences.run(bundles, answers, options, console);
      case TRANSLATION -> {
        if (answers.given() && bundles.size() == 1) {
          answers.run(bundles.get(0), options, console);
        } else {
          translation.run(bundles, options, console);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
