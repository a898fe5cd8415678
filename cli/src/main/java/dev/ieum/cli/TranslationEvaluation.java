package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.score.Metric;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} for translations, and the evaluation. */
final class TranslationEvaluation {
  private static final int CHUNK = 512;
  private static final List<MetricKind> DEFAULT_METRICS = List.of(MetricKind.BLEU, MetricKind.CHRF);

  @Option(
      names = "--hypotheses",
      paramLabel = "FILE",
      description = "Translations to score, one per line; - is standard input.")
  private Optional<String> hypotheses = Optional.empty();

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description = "References, one per line, in place of --data.")
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
      description = "Metrics of translations, separated by commas. Default: bleu,chrf.")
  private List<MetricKind> metrics = List.of();

  @Mixin private ModelOptions.Decoding beam;

  /**
   * Checks that the translations and references are named.
   *
   * @throws UsageException if they are not, or twice
   */
  void requireSources(EvaluationOptions options) {
    requireOneOf("--model", options.models.stream().findFirst(), "--hypotheses", hypotheses);
    requireOneOf("--data", options.data, "--references", references);
    if (!options.models.isEmpty() && options.data.isEmpty()) {
      throw new UsageException("command line: --model without --data; name what to run it on");
    }
  }

  private static void requireOneOf(
      String a, Optional<String> first, String b, Optional<String> second) {
    if (first.isPresent() == second.isPresent()) {
      throw new UsageException(
          "command line: %s = %s, %s = %s; exactly one of them is needed"
              .formatted(a, first.orElse("none"), b, second.orElse("none")));
    }
  }

  /** Scores a model's translations, or given ones, and prints the report. */
  void run(List<ModelBundle> bundles, EvaluationOptions options, Console console)
      throws IOException {
    if (bundles.size() > 1) {
      throw new UsageException(
          "command line: --model given %d times; translations are those of one model; give one"
              .formatted(bundles.size()));
    }
    Optional<ModelBundle> bundle = bundles.stream().findFirst();
    PairedBootstrap bootstrap = new PairedBootstrap(options.samples(), options.seed);
    TranslationReport.Segments segments = segments(bundle, options, console);
    List<Metric> all =
        (metrics.isEmpty() ? DEFAULT_METRICS : metrics).stream().map(MetricKind::metric).toList();
    TranslationReport report = TranslationReport.of(segments, all);
    if (baseline.isPresent()) {
      List<String> others = readLines(baseline.get(), console);
      requireAsMany(baseline.get(), others.size(), segments.references().size());
      report = report.against(others, segments, all, bootstrap);
    }
    options.report.print(report::text, report::json, console);
  }

  private TranslationReport.Segments segments(
      Optional<ModelBundle> bundle, EvaluationOptions options, Console console) throws IOException {
    if (references.isPresent()) {
      List<String> expected = readLines(references.get(), console);
      return scored(
          readLines(hypotheses.orElseThrow(), console),
          expected,
          List.of(),
          references.get(),
          console);
    }
    List<String> languages = bundle.map(model -> model.manifest().languages()).orElse(List.of());
    String data = options.data.orElseThrow();
    List<TextPair> pairs =
        EvaluationOptions.only(options.choice.pairs(data, languages, console), "--data", data)
            .readAll();
    List<String> translations =
        bundle.isPresent()
            ? translated(bundle.get(), pairs, options, console)
            : readLines(hypotheses.orElseThrow(), console);
    return scored(
        translations,
        pairs.stream().map(TextPair::target).toList(),
        pairs.stream().map(TextPair::subset).toList(),
        data,
        console);
  }

  private List<String> translated(
      ModelBundle bundle, List<TextPair> pairs, EvaluationOptions options, Console console)
      throws IOException {
    List<String> translations = new ArrayList<>(pairs.size());
    try (TextTranslator translator =
            TextTranslator.open(bundle, options.model.threads(), options.model.precision());
        LineProgress progress = LineProgress.on(console, "translating", pairs.size())) {
      DecodingConfig decoding = beam.decoding(translator.decoding());
      for (int begin = 0; begin < pairs.size(); begin += CHUNK) {
        List<TextPair> chunk = pairs.subList(begin, Math.min(pairs.size(), begin + CHUNK));
        List<String> sources = chunk.stream().map(TextPair::source).toList();
        translator.translate(sources, decoding).forEach(t -> translations.add(t.text()));
        progress.done(translations.size());
      }
    }
    options.save(translations, console);
    return translations;
  }

  private TranslationReport.Segments scored(
      List<String> translations,
      List<String> expected,
      List<String> subsets,
      String name,
      Console console) {
    if (expected.isEmpty()) {
      throw new UsageException("%s: references = 0; at least one is needed".formatted(name));
    }
    requireAsMany(hypotheses.orElse("translations"), translations.size(), expected.size());
    warnOfScripts(translations, expected, console);
    return new TranslationReport.Segments(translations, expected, subsets);
  }

  /** Files of the same length are scored whatever they hold, sources for example. */
  private static void warnOfScripts(
      List<String> translations, List<String> expected, Console console) {
    Map<Character.UnicodeScript, Long> found = letters(translations);
    Map<Character.UnicodeScript, Long> wanted = letters(expected);
    if (isForeign(found, wanted) && isForeign(wanted, found)) {
      console.warn(
          ("the translations are mostly in %s letters, the references in %s; check that source and"
                  + " target are not swapped, and that both are in the target language")
              .formatted(most(found), most(wanted)));
    }
  }

  private static Map<Character.UnicodeScript, Long> letters(List<String> texts) {
    return texts.stream()
        .flatMapToInt(String::codePoints)
        .filter(Character::isLetter)
        .mapToObj(Character.UnicodeScript::of)
        .collect(Collectors.groupingBy(script -> script, Collectors.counting()));
  }

  private static Character.UnicodeScript most(Map<Character.UnicodeScript, Long> letters) {
    return Collections.max(letters.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Says whether the script of most of these letters is rare among the others. */
  private static boolean isForeign(
      Map<Character.UnicodeScript, Long> letters, Map<Character.UnicodeScript, Long> others) {
    long all = others.values().stream().mapToLong(count -> count).sum();
    return !letters.isEmpty() && all > 10 * others.getOrDefault(most(letters), 0L);
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

  private static List<String> readLines(String name, Console console) throws IOException {
    try (Utf8Lines lines = console.lines(name);
        Stream<String> stream = lines.stream()) {
      return new ArrayList<>(stream.toList());
    }
  }
}
