package dev.ieum.cli;

import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum sentiment}: texts in, their sentiment out. */
@Command(
    name = "sentiment",
    description = "Predicts the sentiment of each text; a line in, a line out, in order.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  label, score from -1 to 1; --per-sentence gives both for each sentence",
      "jsonl: {\"id\":1,\"text\":...,\"label\":...,\"probabilities\":{...},\"score\":...}, and",
      "       \"explanation\" and \"sentences\" if asked for; fields of JSONL input are kept as they are",
      "       (a field 'label' of the input, or another that a result needs, as 'input_label')",
      "tsv:   line, text, label, score, a probability for each class; of a table its own columns first",
      "A blank text has no label: an empty line, null in jsonl, empty cells in tsv.",
      "Examples: ieum sentiment samples/reviews.ko.txt",
      "          zcat reviews.jsonl.gz | ieum sentiment - --field text --format jsonl",
    })
final class SentimentCommand implements Callable<Integer> {
  /** The model when none is named. */
  static final String DEFAULT_MODEL = "sentiment-ko";

  private static final int BATCH_PER_THREAD = 1024;

  /** Explanations take as many readings as words, so that fewer of them keep somebody waiting. */
  private static final int THOROUGH_BATCH_PER_THREAD = 32;

  @Mixin private InputOptions input;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      defaultValue = DEFAULT_MODEL,
      description =
          "See ieum models list; given more than once, the mean of their predictions. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> models;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OutputFormat.Converter.class,
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Option(names = "--explain", description = "Give the contribution of each word to the score.")
  private boolean explain;

  @Option(names = "--per-sentence", description = "Predict each sentence of a text, too.")
  private boolean perSentence;

  @Option(
      names = "--abstain",
      description = "Print 'uncertain' in place of labels of low confidence.")
  private boolean abstain;

  @Mixin private PrecisionOption precision;
  @Mixin private OutputOption output;
  @Mixin private ThreadsOption threads;

  private final Console console;

  SentimentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    try (SentimentAnalyzer analyzer =
            SentimentAnalyzer.open(Models.bundles(models), threads.count(), precision.value());
        Workers workers = new Workers(threads.count())) {
      List<String> labels = analyzer.labels();
      SentimentFormat results = new SentimentFormat(format, labels, explain, perSentence, abstain);
      InputForm.Shape shape =
          new InputForm.Shape(
              format,
              InputForm.TEXT,
              true,
              SentimentFormat.names(format, labels, explain, perSentence, input.onError()));
      LineStream.filter(
          console,
          input,
          output,
          batchPerThread() * threads.count(),
          new ResultPrinter(shape, SentimentFormat.nulls()),
          texts -> results(texts, results, analyzer, workers));
    }
    return ExitCode.DONE;
  }

  private int batchPerThread() {
    return explain || perSentence ? THOROUGH_BATCH_PER_THREAD : BATCH_PER_THREAD;
  }

  /** Returns results while the rest of them are being computed by the analyzer's own threads. */
  private Iterator<ResultPrinter.Result> results(
      List<String> texts, SentimentFormat results, SentimentAnalyzer analyzer, Workers workers)
      throws IOException {
    if (!explain && !perSentence) {
      Iterator<Sentiment> sentiments = analyzer.analyze(texts.iterator());
      return texts.stream()
          .map(text -> results.result(text.isBlank(), sentiments.next(), List.of(), List.of()))
          .iterator();
    }
    return workers.map(texts, text -> thorough(text, results, analyzer)).iterator();
  }

  private ResultPrinter.Result thorough(
      String text, SentimentFormat results, SentimentAnalyzer analyzer) {
    Explanation explanation =
        explain ? analyzer.explain(text) : new Explanation(analyzer.analyze(text), List.of());
    return results.result(
        text.isBlank(),
        explanation.sentiment(),
        explanation.contributions(),
        perSentence ? analyzer.analyzeSentences(text) : List.of());
  }

  private void checkOptions() throws IOException {
    if (explain && perSentence && format != OutputFormat.JSONL) {
      throw new UsageException(
          "command line: --format = %s with --explain and --per-sentence; only jsonl holds both"
              .formatted(format));
    }
    output.requireOtherThan(input.files());
  }
}
