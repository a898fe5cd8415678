package dev.ieum.cli.report;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.score.Interval;
import dev.ieum.core.score.Metric;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.Translation.AttentionMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What models make of pairs: scores, and the sentences worth a look. Stateless. */
public final class TranslationSection {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");
  private static final List<String> COLUMNS = List.of("source", "reference", "translation");
  private static final int SHOWN = 12;
  private static final int LENGTHS = 5;
  private static final int LONGEST_NGRAM = 4;
  private static final int LONGEST_MAP = 60; // characters of a source whose attention is shown

  private TranslationSection() {}

  /** A model's translations. */
  private record Translated(String run, List<String> texts, List<AttentionMap> attention) {}

  /**
   * Translates pairs and adds what came of it.
   *
   * @param models by the name of the run
   */
  static void add(
      HtmlPage page,
      Map<String, ModelBundle> models,
      List<TextPair> pairs,
      int threads,
      PairedBootstrap bootstrap)
      throws IOException {
    List<String> references = pairs.stream().map(TextPair::target).toList();
    List<Translated> all = new ArrayList<>();
    for (Map.Entry<String, ModelBundle> model : models.entrySet()) {
      all.add(translated(model.getKey(), model.getValue(), pairs, threads));
    }
    page.section("Translations of %,d sentences".formatted(pairs.size()));
    scores(page, all, references, bootstrap);
    Map<String, List<String>> texts = new LinkedHashMap<>();
    all.forEach(one -> texts.put(one.run(), one.texts()));
    page.chart(byLength(texts, pairs, "Quality by length of the source"));
    for (Translated one : all) {
      page.section("Sentences: " + one.run());
      double[] quality = quality(one.texts(), references);
      int[] order =
          IntStream.range(0, pairs.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> quality[i]))
              .mapToInt(i -> i)
              .toArray();
      worst(page, one, pairs, quality, order);
      repeated(page, one, pairs);
      numbers(page, one, pairs);
      attention(page, one);
    }
  }

  private static Translated translated(
      String run, ModelBundle bundle, List<TextPair> pairs, int threads) throws IOException {
    try (TextTranslator translator = TextTranslator.open(bundle, threads)) {
      List<String> sources = pairs.stream().map(TextPair::source).toList();
      List<String> texts =
          translator.translate(sources, translator.decoding()).stream()
              .map(Translation::text)
              .toList();
      List<AttentionMap> maps =
          sources.stream()
              .filter(source -> !source.isBlank() && source.length() <= LONGEST_MAP)
              .limit(3)
              .flatMap(source -> translator.attention(source).stream())
              .toList();
      return new Translated(run, texts, maps);
    }
  }

  private static void scores(
      HtmlPage page, List<Translated> all, List<String> references, PairedBootstrap bootstrap) {
    List<List<?>> rows = new ArrayList<>();
    for (MetricKind kind : List.of(MetricKind.BLEU, MetricKind.CHRF)) {
      Metric metric = kind.metric();
      List<String> first = all.get(0).texts();
      for (Translated one : all) {
        Interval range = bootstrap.interval(metric, one.texts(), references);
        String against = "–";
        if (!one.run().equals(all.get(0).run())) {
          PairedBootstrap.Comparison c = bootstrap.compare(metric, one.texts(), first, references);
          against = "%+.2f, p = %.3f".formatted(c.difference(), c.pValue());
        }
        rows.add(
            List.of(
                one.run(),
                metric.name(),
                "%.2f".formatted(metric.corpus(one.texts(), references).value()),
                "[%.2f, %.2f]".formatted(range.low(), range.high()),
                against,
                metric.signature()));
      }
    }
    String against = "against " + all.get(0).run();
    page.table(List.of("run", "metric", "score", "95 % interval", against, "signature"), rows);
  }

  /**
   * Returns chrF by length: sentences in order of the words of their sources, in five parts of as
   * many sentences.
   *
   * @param texts translations of the pairs, by name
   */
  public static LineChart byLength(
      Map<String, List<String>> texts, List<TextPair> pairs, String title) {
    List<int[]> parts = lengthParts(pairs);
    LineChart chart = new LineChart(title, "words of the source, mean of a fifth", "chrF2");
    texts.forEach(
        (name, translations) ->
            chart.line(
                name,
                parts.stream()
                    .map(
                        part ->
                            new double[] {
                              Arrays.stream(part)
                                  .map(i -> words(pairs.get(i).source()).length)
                                  .average()
                                  .orElse(0),
                              chrF(translations, pairs, part)
                            })
                    .toList()));
    return chart;
  }

  /** Returns the numbers of the pairs in five parts, those of the shortest sources first. */
  public static List<int[]> lengthParts(List<TextPair> pairs) {
    int[] order =
        IntStream.range(0, pairs.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> words(pairs.get(i).source()).length))
            .mapToInt(i -> i)
            .toArray();
    int parts = Math.min(LENGTHS, order.length);
    return IntStream.range(0, parts)
        .mapToObj(
            k ->
                Arrays.copyOfRange(order, k * order.length / parts, (k + 1) * order.length / parts))
        .toList();
  }

  /** Returns chrF2 of some of the pairs. */
  public static double chrF(List<String> translations, List<TextPair> pairs, int[] part) {
    return MetricKind.CHRF
        .metric()
        .corpus(
            Arrays.stream(part).mapToObj(translations::get).toList(),
            Arrays.stream(part).mapToObj(i -> pairs.get(i).target()).toList())
        .value();
  }

  private static double[] quality(List<String> texts, List<String> references) {
    Metric metric = MetricKind.CHRF.metric();
    double[] quality = new double[texts.size()];
    Arrays.setAll(quality, i -> metric.sentence(texts.get(i), references.get(i)).value());
    return quality;
  }

  private static List<String> row(Translated of, List<TextPair> pairs, int i, String last) {
    TextPair pair = pairs.get(i);
    return List.of(pair.source(), pair.target(), of.texts().get(i), last);
  }

  private static List<String> columns(String last) {
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.add(last);
    return columns;
  }

  private static void worst(
      HtmlPage page, Translated of, List<TextPair> pairs, double[] quality, int[] order) {
    page.heading("Worst sentences, by chrF2 of the sentence");
    page.table(
        columns("chrF2"),
        Arrays.stream(order)
            .limit(SHOWN)
            .mapToObj(i -> row(of, pairs, i, "%.1f".formatted(quality[i])))
            .toList());
  }

  private static void repeated(HtmlPage page, Translated of, List<TextPair> pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      String found = repetition(of.texts().get(i));
      if (!found.isEmpty() && repetition(pairs.get(i).target()).isEmpty()) {
        rows.add(row(of, pairs, i, found));
      }
    }
    list(page, "Repeated n-grams: the same words twice in a row", "repeated", rows, pairs.size());
  }

  private static void list(
      HtmlPage page, String what, String column, List<List<String>> rows, int all) {
    page.heading("%s: %,d of %,d sentences".formatted(what, rows.size(), all));
    if (!rows.isEmpty()) {
      page.table(columns(column), rows.subList(0, Math.min(SHOWN, rows.size())));
    }
  }

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  /** Returns the first one to four words that directly follow themselves; nothing if none do. */
  static String repetition(String text) {
    List<String> words = Arrays.asList(words(text.toLowerCase(Locale.ROOT)));
    for (int n = 1; n <= LONGEST_NGRAM; n++) {
      for (int i = 0; i + 2 * n <= words.size(); i++) {
        List<String> once = words.subList(i, i + n);
        if (once.equals(words.subList(i + n, i + 2 * n))) {
          return String.join(" ", once);
        }
      }
    }
    return "";
  }

  private static void numbers(HtmlPage page, Translated of, List<TextPair> pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Map<String, Integer> balance = numbers(of.texts().get(i));
      numbers(pairs.get(i).target())
          .forEach((number, n) -> balance.merge(number, -n, Integer::sum));
      balance.values().removeIf(n -> n == 0);
      if (!balance.isEmpty()) {
        List<String> signs = new ArrayList<>();
        balance.forEach((number, n) -> signs.add((n > 0 ? "+" : "−") + number));
        rows.add(row(of, pairs, i, String.join(" ", signs)));
      }
    }
    list(page, "Numbers that differ from the reference's", "more +, missing −", rows, pairs.size());
  }

  private static Map<String, Integer> numbers(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .forEach(number -> counts.merge(number, 1, Integer::sum));
    return counts;
  }

  private static void attention(HtmlPage page, Translated of) {
    page.heading("Attention: a row for each token written, which adds up to 1");
    for (AttentionMap map : of.attention()) {
      double[][] shades = new double[map.weights().length][];
      String[][] texts = new String[shades.length][];
      for (int t = 0; t < shades.length; t++) {
        float[] weights = map.weights()[t];
        shades[t] = IntStream.range(0, weights.length).mapToDouble(s -> weights[s]).toArray();
        texts[t] =
            Arrays.stream(shades[t])
                .mapToObj(w -> w < 0.05 ? "" : "%.2f".formatted(w).substring(w < 0.995 ? 1 : 0))
                .toArray(String[]::new);
      }
      page.heatMap("target \\ source", map.target(), map.source(), shades, texts);
    }
  }
}
