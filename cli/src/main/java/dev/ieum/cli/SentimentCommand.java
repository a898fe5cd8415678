package dev.ieum.cli;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum sentiment}: texts in, what they say out. */
@Command(
    name = "sentiment",
    description = "Says of each line how positive it is; a line in, a line out, in order.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  label, score from -1 to 1; --per-sentence gives both for each sentence",
      "jsonl: {\"id\":1,\"text\":...,\"label\":...,\"probabilities\":{...},\"score\":...}, and",
      "       \"explanation\" and \"sentences\" if asked for; fields of JSONL input are kept as they are",
      "       (a field 'label' of the input, or another that a result needs, as 'input_label')",
      "tsv:   line, text, label, score, a probability for each class; of a table its own columns first",
      "An empty line stays empty. Files named .jsonl and .tsv have --field text and --column text.",
      "Examples: ieum sentiment samples/reviews.ko.txt",
      "          zcat reviews.jsonl.gz | ieum sentiment - --field text --format jsonl",
    })
final class SentimentCommand implements Callable<Integer> {
  /** The model that judges when none is named. */
  static final String DEFAULT_MODEL = "sentiment-ko";

  private static final int BATCH_PER_THREAD = 1024;

  /** Explanations take as many readings as words, so that fewer of them keep somebody waiting. */
  private static final int THOROUGH_BATCH_PER_THREAD = 32;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "A text a line, gzipped or not; - or none: standard input.")
  private String file;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      defaultValue = DEFAULT_MODEL,
      description =
          "See ieum models list; given more than once, the mean of what the models say. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> models;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OutputFormat.Converter.class,
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "The input is JSONL, with the text in this field.")
  private Optional<String> field = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The input is TSV with a header, with the text in this column.")
  private Optional<String> column = Optional.empty();

  @Option(names = "--explain", description = "Say what each word did to the score.")
  private boolean explain;

  @Option(names = "--per-sentence", description = "Judge each sentence of a line, too.")
  private boolean perSentence;

  @Option(
      names = "--abstain",
      description = "Call answers that the model's makers do not trust 'uncertain'.")
  private boolean abstain;

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "stop",
      converter = OnError.Converter.class,
      description =
          "What to do at a line that cannot be read: stop; skip it; or give it a line without an"
              + " answer (null). Those told of on standard error, the last two end with exit code 0."
              + " Default: ${DEFAULT-VALUE}.")
  private OnError onError;

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
    try (Utf8Lines lines = console.lines(file);
        SentimentAnalyzer analyzer =
            SentimentAnalyzer.open(Models.bundles(models), threads.count(), precision.value());
        Workers workers = new Workers(threads.count());
        ResultOutput results = output.open(console);
        LineProgress progress = output.progress(console, "judging")) {
      List<String> labels = analyzer.labels();
      SentimentFormat printer = new SentimentFormat(format, labels, explain, perSentence, abstain);
      Set<String> names = SentimentFormat.names(format, labels, explain, perSentence, onError);
      InputForm form = form(lines, names);
      if (format == OutputFormat.TSV && !form.header().isEmpty()) {
        List<String> header = new ArrayList<>(form.header());
        header.addAll(names);
        results.line(String.join("\t", header));
      }
      RecordReader reader = new RecordReader(form, onError, console);
      new LineStream<>(batchPerThread() * threads.count(), reader)
          .run(
              lines,
              (batch, first) -> {
                List<String> printed = print(batch, printer, analyzer, workers);
                progress.done(first - 1 + batch.size());
                return printed;
              },
              results);
      reader.summarize();
    }
    return ExitCode.DONE;
  }

  private int batchPerThread() {
    return explain || perSentence ? THOROUGH_BATCH_PER_THREAD : BATCH_PER_THREAD;
  }

  private InputForm form(Utf8Lines lines, Set<String> names) {
    boolean named = field.isPresent() || column.isPresent();
    if (field.isPresent() || (!named && isNamed(".jsonl"))) {
      return new JsonForm(format, lines.name(), field.orElse(InputForm.TEXT), names);
    }
    if (column.isPresent() || isNamed(".tsv")) {
      if (!lines.hasNext()) {
        throw new CorpusFormatException(lines.name(), 1, "a header row", "an empty file");
      }
      String wanted = column.orElse(InputForm.TEXT);
      return TableForm.of(format, lines.name(), lines.next(), wanted, names);
    }
    return new InputForm.Lines(format);
  }

  private boolean isNamed(String suffix) {
    return file.endsWith(suffix) || file.endsWith(suffix + ".gz");
  }

  /** Prints a batch while the rest of it is being read by the analyzer's own threads. */
  private List<String> print(
      List<InputRecord> batch, SentimentFormat printer, SentimentAnalyzer analyzer, Workers workers)
      throws IOException {
    List<String> texts = new ArrayList<>();
    for (InputRecord record : batch) {
      if (record instanceof InputRecord.Text text) {
        texts.add(text.text());
      }
    }
    Iterator<SentimentAnswer> answers = answers(texts, analyzer, workers);
    List<String> printed = new ArrayList<>(batch.size());
    for (InputRecord record : batch) {
      if (record instanceof InputRecord.Text text) {
        printed.add(printer.print(text, answers.next()));
      } else if (record instanceof InputRecord.Bad bad) {
        printed.add(printer.print(bad));
      } else {
        printed.add("");
      }
    }
    return printed;
  }

  private Iterator<SentimentAnswer> answers(
      List<String> texts, SentimentAnalyzer analyzer, Workers workers) throws IOException {
    if (!explain && !perSentence) {
      Iterator<Sentiment> read = analyzer.analyze(texts.iterator());
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return read.hasNext();
        }

        @Override
        public SentimentAnswer next() {
          return new SentimentAnswer(read.next(), List.of(), List.of());
        }
      };
    }
    return workers.map(texts, text -> thorough(text, analyzer)).iterator();
  }

  private SentimentAnswer thorough(String text, SentimentAnalyzer analyzer) {
    Explanation explanation =
        explain ? analyzer.explain(text) : new Explanation(analyzer.analyze(text), List.of());
    return new SentimentAnswer(
        explanation.sentiment(),
        explanation.contributions(),
        perSentence ? analyzer.analyzeSentences(text) : List.of());
  }

  private void checkOptions() throws IOException {
    if (field.isPresent() && column.isPresent()) {
      throw new UsageException(
          "command line: --field = %s, --column = %s; the input is either JSONL or TSV; give one"
              .formatted(field.get(), column.get()));
    }
    if (explain && perSentence && format != OutputFormat.JSONL) {
      throw new UsageException(
          "command line: --format = %s with --explain and --per-sentence; only jsonl holds both"
              .formatted(format));
    }
    output.requireOtherThan(file);
  }
}
