package dev.ieum.cli.report;

import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.score.ClassificationReport.Estimate;
import dev.ieum.core.score.ConfusionMatrix;
import dev.ieum.core.score.ProbabilityScores.Bin;
import dev.ieum.datasets.LabeledText;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What models predict of labelled texts: scores, confusion, reliability, mistakes. Stateless. */
final class SentimentSection {
  private static final int SHOWN = 15;

  private SentimentSection() {}

  /** Texts whose class a model knows, and what it predicts. */
  private record Predicted(
      String run,
      List<LabeledText> texts,
      List<String> classes,
      List<Sentiment> predictions,
      ClassificationReport report) {}

  /**
   * Predicts and adds what came of it.
   *
   * @param models by the name of the run
   * @param samples of the bootstrap
   */
  static void add(
      HtmlPage page,
      Map<String, ModelBundle> models,
      List<LabeledText> texts,
      int threads,
      int samples,
      long seed)
      throws IOException {
    List<Predicted> all = new ArrayList<>();
    for (Map.Entry<String, ModelBundle> model : models.entrySet()) {
      try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(model.getValue(), threads)) {
        all.add(predicted(model.getKey(), analyzer, texts, samples, seed));
      }
    }
    page.section("Predictions");
    List<List<?>> rows = new ArrayList<>();
    for (Predicted one : all) {
      rows.add(
          List.of(
              one.run(),
              one.texts().size(),
              percent(one.report().accuracy()),
              percent(one.report().macroF1()),
              "%.3f".formatted(one.report().probabilities().calibrationError())));
    }
    page.table(
        List.of(
            "run",
            "texts of known class",
            "accuracy, 95 % interval",
            "macro-F1, 95 % interval",
            "calibration error"),
        rows);
    page.chart(reliability(all));
    for (Predicted one : all) {
      page.section("Predictions: " + one.run());
      confusion(page, one.report().confusion());
      mistakes(page, one);
    }
  }

  private static Predicted predicted(
      String run, SentimentAnalyzer analyzer, List<LabeledText> all, int samples, long seed) {
    List<String> labels = analyzer.labels();
    List<LabeledText> known =
        all.stream().filter(text -> analyzer.labelOf(text.label()).isPresent()).toList();
    if (known.isEmpty()) {
      throw new UsageException(
          "%s: texts of the classes %s = 0; at least one is needed; check the labels of --data"
              .formatted(run, labels));
    }
    List<Sentiment> predictions = analyzer.analyze(known.stream().map(LabeledText::text).toList());
    List<String> classes =
        known.stream().map(text -> analyzer.labelOf(text.label()).orElseThrow()).toList();
    int[] gold = classes.stream().mapToInt(labels::indexOf).toArray();
    double[][] probabilities =
        predictions.stream()
            .map(p -> p.probabilities().values().stream().mapToDouble(v -> v).toArray())
            .toArray(double[][]::new);
    return new Predicted(
        run,
        known,
        classes,
        predictions,
        ClassificationReport.of(labels, gold, probabilities, samples, seed));
  }

  private static String percent(Estimate of) {
    return "%.2f %% [%.2f, %.2f]"
        .formatted(100 * of.value(), 100 * of.interval().low(), 100 * of.interval().high());
  }

  private static LineChart reliability(List<Predicted> all) {
    LineChart chart =
        new LineChart("Reliability", "mean confidence of a bin", "share that is right");
    chart.dashed("calibrated", List.of(new double[] {0, 0}, new double[] {1, 1}));
    for (Predicted one : all) {
      chart.line(
          one.run(),
          one.report().probabilities().bins().stream()
              .filter(bin -> bin.texts() > 0)
              .map((Bin bin) -> new double[] {bin.confidence(), bin.accuracy()})
              .toList());
    }
    return chart;
  }

  private static void confusion(HtmlPage page, ConfusionMatrix matrix) {
    int n = matrix.labels().size();
    double[][] shades = new double[n][n];
    String[][] texts = new String[n][n];
    for (int i = 0; i < n; i++) {
      int gold = i;
      long row = IntStream.range(0, n).mapToLong(j -> matrix.count(gold, j)).sum();
      for (int j = 0; j < n; j++) {
        shades[i][j] = (double) matrix.count(i, j) / Math.max(1, row);
        texts[i][j] = "%,d (%.0f %%)".formatted(matrix.count(i, j), 100 * shades[i][j]);
      }
    }
    page.heading("Confusion: rows are classes of texts, columns predictions");
    page.heatMap("is \\ predicted", matrix.labels(), matrix.labels(), shades, texts);
  }

  private static void mistakes(HtmlPage page, Predicted of) {
    Comparator<Integer> surest =
        Comparator.comparingDouble(i -> -probability(of.predictions().get(i)));
    List<List<String>> rows =
        IntStream.range(0, of.texts().size())
            .boxed()
            .filter(i -> !of.classes().get(i).equals(of.predictions().get(i).label()))
            .sorted(surest)
            .limit(SHOWN)
            .map(
                i ->
                    List.of(
                        of.texts().get(i).text(),
                        of.classes().get(i),
                        of.predictions().get(i).label(),
                        "%.3f".formatted(probability(of.predictions().get(i)))))
            .toList();
    page.heading("Surest mistakes");
    page.table(List.of("text", "label", "predicted", "probability"), rows);
  }

  private static double probability(Sentiment of) {
    return of.probabilities().get(of.label());
  }
}
