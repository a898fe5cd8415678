package dev.ieum.cli;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.score.Metric;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.seq2seq.DecodingConfig;
import dev.ieum.seq2seq.TextTranslator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum evaluate}: scores a model, or hypotheses from anywhere, against references. */
@Command(
    name = "evaluate",
    description = "Scores translations against references, with sacreBLEU's figures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Metrics: bleu, bleu-lc, bleu-intl, bleu-char, bleu-none, bleu-none-lc, chrf, chrf-lc, chrf++.",
      "A column 'source' of the data gives scores for each of its values as well.",
      "Example: ieum evaluate --hypotheses mine.txt --references test.en --metrics bleu,chrf++",
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int CHUNK = 512;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Translate the source side with this model, and score that.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FILE|NAME/PART",
      description = "A TSV or JSONL file, gzipped or not, or a part of a named corpus.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--hypotheses",
      paramLabel = "FILE",
      description = "Translations to score, a line each; - is standard input.")
  private Optional<String> hypotheses = Optional.empty();

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description = "References, a line each, in place of --data.")
  private Optional<String> references = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Other translations of the same lines, to compare by paired bootstrap.")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--metrics",
      paramLabel = "LIST",
      split = ",",
      converter = MetricName.class,
      defaultValue = "bleu,chrf",
      description = "What to compute, with commas. Default: ${DEFAULT-VALUE}.")
  private List<MetricKind> metrics;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = ReportFormat.Converter.class,
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the model's translations there, a line each.")
  private Optional<String> save = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Test sets that the bootstrap draws. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the draws follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private BeamOption beam;
  @Mixin private CorpusChoice choice;
  @Mixin private ThreadsOption threads;

  private final Console console;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireOneOf("--model", model, "--hypotheses", hypotheses);
    requireOneOf("--data", data, "--references", references);
    if (model.isPresent() && data.isEmpty()) {
      throw new UsageException("command line: --model without --data; name what to translate");
    }
    UsageException.inRange("--samples", samples, 1, 1_000_000);
    ScoreReport.Segments segments = segments();
    List<Metric> all = metrics.stream().map(MetricKind::metric).toList();
    ScoreReport report = ScoreReport.of(segments, all);
    if (baseline.isPresent()) {
      List<String> others = readLines(baseline.get());
      requireAsMany(baseline.get(), others.size(), segments.references().size());
      report = report.against(others, segments, all, new PairedBootstrap(samples, seed));
    }
    return print(report);
  }

  private static void requireOneOf(
      String a, Optional<String> first, String b, Optional<String> second) {
    if (first.isPresent() == second.isPresent()) {
      throw new UsageException(
          "command line: %s = %s, %s = %s; exactly one of them is needed"
              .formatted(a, first.orElse("none"), b, second.orElse("none")));
    }
  }

  private ScoreReport.Segments segments() throws IOException {
    if (references.isPresent()) {
      List<String> expected = readLines(references.get());
      return scored(readLines(hypotheses.orElseThrow()), expected, List.of());
    }
    if (model.isPresent()) {
      return translated();
    }
    List<TextPair> pairs = pairs(List.of());
    return scored(readLines(hypotheses.orElseThrow()), targets(pairs), origins(pairs));
  }

  private ScoreReport.Segments translated() throws IOException {
    ModelBundle bundle = Models.bundle(model.orElseThrow());
    List<TextPair> pairs = pairs(bundle.manifest().languages());
    List<String> translations = new ArrayList<>(pairs.size());
    try (TextTranslator translator = TextTranslator.open(bundle, threads.count());
        LineProgress progress = LineProgress.on(console, "translating", pairs.size())) {
      DecodingConfig decoding = beam.decoding(translator.decoding());
      for (int begin = 0; begin < pairs.size(); begin += CHUNK) {
        List<TextPair> chunk = pairs.subList(begin, Math.min(pairs.size(), begin + CHUNK));
        List<String> sources = chunk.stream().map(TextPair::source).toList();
        translator.translate(sources, decoding).forEach(t -> translations.add(t.text()));
        progress.done(translations.size());
      }
    }
    if (save.isPresent()) {
      try (ResultOutput output = console.results(save.get())) {
        for (String translation : translations) {
          output.line(translation);
        }
      }
    }
    return scored(translations, targets(pairs), origins(pairs));
  }

  private List<TextPair> pairs(List<String> languages) throws IOException {
    List<Corpus<TextPair>> corpora = choice.open(data.orElseThrow(), languages, console);
    if (corpora.size() > 1) {
      throw new UsageException(
          "command line: --data = %s; name one part of it, as in %s/test"
              .formatted(data.get(), data.get()));
    }
    return corpora.get(0).readAll();
  }

  private static List<String> targets(List<TextPair> pairs) {
    return pairs.stream().map(TextPair::target).toList();
  }

  private static List<String> origins(List<TextPair> pairs) {
    return pairs.stream().map(TextPair::origin).toList();
  }

  private ScoreReport.Segments scored(
      List<String> translations, List<String> expected, List<String> origins) {
    if (expected.isEmpty()) {
      throw new UsageException(
          "%s: references = 0; at least one is needed"
              .formatted(references.or(() -> data).orElseThrow()));
    }
    requireAsMany(hypotheses.orElse("translations"), translations.size(), expected.size());
    return new ScoreReport.Segments(translations, expected, origins);
  }

  private static void requireAsMany(String name, int lines, int wanted) {
    if (lines != wanted) {
      throw new CorpusFormatException(
          name,
          Math.min(lines, wanted) + 1L,
          wanted + " lines, one for each reference",
          Integer.toString(lines));
    }
  }

  private List<String> readLines(String name) throws IOException {
    try (Utf8Lines lines = console.lines(name);
        Stream<String> stream = lines.stream()) {
      return new ArrayList<>(stream.toList());
    }
  }

  private int print(ScoreReport report) throws IOException {
    try (ResultOutput output = console.results()) {
      switch (format) {
        case TEXT -> {
          for (String line : report.text()) {
            output.line(line);
          }
        }
        case JSON -> output.line(report.json());
      }
    }
    return ExitCode.DONE;
  }
}
