package dev.ieum.cli;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelTask;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ieum evaluate}: scores a model, or translations from anywhere, on known answers. */
@Command(
    name = "evaluate",
    description =
        "Scores translations against references, with sacreBLEU's figures, or a sentiment model"
            + " on labelled texts.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Metrics: bleu, bleu-lc, bleu-intl, bleu-char, bleu-none, bleu-none-lc, chrf, chrf-lc, chrf++.",
      "A column 'source' of the data gives scores of translations for each of its values as well.",
      "Sentiment: accuracy, macro-F1, each class, confusion, calibration, with 95 %% intervals.",
      "Examples: ieum evaluate --hypotheses mine.txt --references test.en --metrics bleu,chrf++",
      "          ieum evaluate --model sentiment-ko --data nsmc/test --against nsmc/train",
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private EvaluationOptions options;
  @Mixin private TranslationEvaluation translation;
  @Mixin private SentimentEvaluation sentiment;

  private final Console console;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    translation.requireSources(options);
    Optional<ModelBundle> bundle =
        options.model().isPresent()
            ? Optional.of(Models.bundle(options.model().get()))
            : Optional.empty();
    if (bundle.isPresent() && bundle.get().manifest().task() == ModelTask.SENTIMENT) {
      translation.requireUnused();
      return sentiment.run(bundle.get(), options, console);
    }
    sentiment.requireUnused();
    return translation.run(bundle, options, console);
  }
}
