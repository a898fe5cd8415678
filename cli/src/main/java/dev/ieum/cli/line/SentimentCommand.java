package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.core.config.EnumWords;
import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
      "       \"explanation\" and \"sentences\" if requested; fields of JSONL input are kept as they are",
      "       (a field 'label' of the input, or another that a result needs, as 'input_label')",
      "tsv:   line, text, label, score, a probability for each class; of a table its own columns first",
      "A blank text has no label: an empty line, null in jsonl, empty cells in tsv.",
      "A text that the model cannot read, such as one in another script, is 'unreadable', score 0.",
      "Examples: ieum sentiment samples/reviews.ko.txt",
      "          zcat reviews.jsonl.gz | ieum sentiment - --field text --format jsonl",
    })
public final class SentimentCommand implements Callable<Integer> {
  /** The model when none is named. */
  public static final String DEFAULT_MODEL = "sentiment-ko";

  private static final int BATCH_PER_THREAD = 1024;

  /** An explanation runs the model once per word, so that small batches keep results coming. */
  private static final int THOROUGH_BATCH_PER_THREAD = 32;

  @Mixin private LineOptions lines;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      defaultValue = DEFAULT_MODEL,
      description =
          "See ieum models list; given more than once, the mean of their predictions. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> models;

  @Option(names = "--explain", description = "Print the contribution of each word to the score.")
  private boolean explain;

  @Option(names = "--per-sentence", description = "Predict the sentiment of each sentence, too.")
  private boolean perSentence;

  @Option(
      names = "--abstain",
      description = "Print 'uncertain' in place of labels of low confidence.")
  private boolean abstain;

  @Mixin private ModelOptions options;

  private final Console console;

  /** Makes the command. */
  public SentimentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    try (SentimentAnalyzer analyzer =
            SentimentAnalyzer.open(
                ModelOptions.bundles(models), options.threads(), options.precision());
        ParallelMap threads = new ParallelMap(options.threads())) {
      SentimentResults results =
          new SentimentResults(analyzer.labels(), explain, perSentence, abstain);
      boolean errors = lines.onError == LineOptions.OnError.NULL;
      InputForm.Shape shape =
          new InputForm.Shape(
              lines.format,
              InputForm.TEXT,
              false,
              results.names(lines.format, errors),
              SentimentResults.NULLS);
      int batch = batchPerThread() * options.threads();
      try (RecordStream records = new RecordStream(console, lines, batch, shape)) {
        while (records.next()) {
          records.print(results(records.texts(), results, analyzer, threads));
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private int batchPerThread() {
    return explain || perSentence ? THOROUGH_BATCH_PER_THREAD : BATCH_PER_THREAD;
  }

  /** Returns results while the rest of them are being computed by the analyzer's own threads. */
  private Iterator<ResultPrinter.Result> results(
      List<String> texts, SentimentResults results, SentimentAnalyzer analyzer, ParallelMap threads)
      throws IOException {
    if (!explain && !perSentence) {
      Iterator<Sentiment> sentiments = analyzer.analyze(texts.iterator());
      return texts.stream()
          .map(
              text ->
                  results.result(
                      text.isBlank(), new Explanation(sentiments.next(), List.of()), List.of()))
          .iterator();
    }
    return threads
        .map(
            texts,
            text ->
                results.result(
                    text.isBlank(),
                    explain
                        ? analyzer.explain(text)
                        : new Explanation(analyzer.analyze(text), List.of()),
                    perSentence ? analyzer.analyzeSentences(text) : List.of()))
        .iterator();
  }

  private void checkOptions() throws IOException {
    if (explain && perSentence && lines.format != OutputFormat.JSONL) {
      throw new UsageException(
          "command line: --format = %s with --explain and --per-sentence; only jsonl holds both"
              .formatted(EnumWords.of(lines.format)));
    }
    lines.checkOutput();
  }
}
