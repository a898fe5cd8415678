package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.check.CorpusCheck;
import dev.ieum.datasets.check.CorpusOverlap;
import dev.ieum.datasets.check.CorpusReport.DataProblem;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} for classes, and the evaluation. */
final class SentimentEvaluation {

  @Option(
      names = "--against",
      paramLabel = "FILE|NAME/PART",
      description = "Training data of the model: count texts of --data that also occur in it.")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "WRITTEN=CLASS",
      split = ",",
      description = "Classes of labels unknown to the model, as in 0=negative,1=positive.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--skip-other",
      description = "Skip texts whose label the model does not know. Default: an error.")
  private boolean skipOther;

  /** The texts of the data that have a class the model knows. */
  private record Examples(List<String> texts, int[] gold, long leftOut) {}

  /** Evaluates an ensemble of models on labelled texts, and prints the report. */
  void run(List<ModelBundle> bundles, EvaluationOptions options, Console console)
      throws IOException {
    int samples = options.samples();
    Corpus<LabeledText> corpus = corpus(options.data.orElseThrow(), "--data", options, console);
    Optional<CorpusOverlap> overlap = Optional.empty();
    if (against.isPresent()) {
      Corpus<LabeledText> learned = corpus(against.get(), "--against", options, console);
      overlap = Optional.of(CorpusOverlap.of(corpus, learned));
    }
    try (SentimentAnalyzer analyzer =
        SentimentAnalyzer.open(bundles, options.model.threads(), options.model.precision())) {
      Examples examples = examples(corpus, options.data.get(), analyzer);
      warnOfScript(corpus, bundles.get(0).manifest().languages().get(0), options, console);
      List<Sentiment> predictions = predict(examples.texts(), analyzer, console);
      options.save(predictions.stream().map(Sentiment::label).toList(), console);
      double[][] probabilities =
          predictions.stream()
              .map(one -> one.probabilities().values().stream().mapToDouble(p -> p).toArray())
              .toArray(double[][]::new);
      int[] gold = examples.gold();
      int[] confident =
          IntStream.range(0, gold.length).filter(i -> predictions.get(i).confident()).toArray();
      SentimentReport report =
          new SentimentReport(
              ClassificationReport.of(
                  analyzer.labels(), gold, probabilities, samples, options.seed),
              confident.length,
              Arrays.stream(confident)
                  .filter(i -> predictions.get(i).label().equals(analyzer.labels().get(gold[i])))
                  .count(),
              examples.leftOut(),
              against.orElse(""),
              overlap);
      options.report.print(report::text, report::json, console);
    }
  }

  /** A model predicts something for any text, so that one in another script goes unnoticed. */
  private static void warnOfScript(
      Corpus<LabeledText> corpus, String language, EvaluationOptions options, Console console)
      throws IOException {
    new CorpusCheck(CorpusCheck.USUAL_WORDS)
        .labeled(corpus, language, Optional::of, false).findings().stream()
            .filter(finding -> finding.problem() == DataProblem.WRONG_SCRIPT && finding.error())
            .forEach(
                finding ->
                    console.warn(
                        ("%s: %,d texts are not in the script of the model's language, %s; check"
                                + " --data and --model")
                            .formatted(options.data.orElseThrow(), finding.count(), language)));
  }

  private static Corpus<LabeledText> corpus(
      String name, String option, EvaluationOptions options, Console console) throws IOException {
    return EvaluationOptions.only(options.choice.labeled(name, console), option, name);
  }

  private Examples examples(Corpus<LabeledText> corpus, String name, SentimentAnalyzer analyzer)
      throws IOException {
    requireClasses(analyzer.labels());
    List<String> texts = new ArrayList<>();
    List<Integer> gold = new ArrayList<>();
    long leftOut = 0;
    try (Stream<LabeledText> stream = corpus.stream()) {
      for (Iterator<LabeledText> rows = stream.iterator(); rows.hasNext(); ) {
        LabeledText row = rows.next();
        String meant = labels.getOrDefault(row.label().strip(), row.label());
        Optional<String> label = analyzer.labelOf(meant);
        if (label.isPresent()) {
          texts.add(row.text());
          gold.add(analyzer.labels().indexOf(label.get()));
        } else if (skipOther) {
          leftOut++;
        } else {
          throw new CorpusFormatException(
              name,
              row.line(),
              "a label that the model knows, such as %s, or one that --labels explains"
                  .formatted(String.join(", ", analyzer.labels())),
              "'" + row.label() + "'");
        }
      }
    }
    if (texts.isEmpty()) {
      throw new UsageException("%s: labelled texts = 0; at least one is needed".formatted(name));
    }
    return new Examples(texts, gold.stream().mapToInt(Integer::intValue).toArray(), leftOut);
  }

  private void requireClasses(List<String> classes) {
    labels.forEach(
        (written, label) -> {
          if (!classes.contains(label)) {
            throw new UsageException(
                "command line: --labels = %s=%s; allowed classes: %s"
                    .formatted(written, label, String.join(", ", classes)));
          }
        });
  }

  private static List<Sentiment> predict(
      List<String> texts, SentimentAnalyzer analyzer, Console console) {
    List<Sentiment> predictions = new ArrayList<>(texts.size());
    try (LineProgress progress = LineProgress.on(console, "predicting", texts.size())) {
      Iterator<Sentiment> sentiments = analyzer.analyze(texts.iterator());
      while (sentiments.hasNext()) {
        predictions.add(sentiments.next());
        progress.done(predictions.size());
      }
    }
    return predictions;
  }
}
