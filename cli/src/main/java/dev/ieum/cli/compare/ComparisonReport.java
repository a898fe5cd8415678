package dev.ieum.cli.compare;

import dev.ieum.cli.report.HtmlPage;
import dev.ieum.cli.report.LineChart;
import dev.ieum.cli.report.RunData;
import dev.ieum.cli.report.TranslationSection;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.datasets.TextPair;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a comparison: table and pictures. Not thread-safe; use one per page. */
final class ComparisonReport {
  static final String FILE = "report.html";
  private static final int SAMPLES = 300;

  private final Plan plan;
  private final Results results;
  private final Texts texts;
  private final HtmlPage page;

  ComparisonReport(Plan plan, Results results, Texts texts) {
    this.plan = plan;
    this.results = results;
    this.texts = texts;
    page = new HtmlPage(texts.code(), texts.of("title"));
  }

  /**
   * Returns the page.
   *
   * @param below lines about fairness and machine
   */
  HtmlPage page(ComparisonTable table, Pairs pairs, List<String> below) throws IOException {
    page.table(table.header(), table.rows(true));
    page.note(texts.of("marked").replace("%%", "%"));
    page.heading(texts.of("uses"));
    table.uses().forEach(page::text);
    page.heading(texts.of("fair.title"));
    below.forEach(page::note);
    gradients();
    toys();
    translation(pairs);
    cost();
    return page;
  }

  private interface Curve {
    List<double[]> of(Architecture architecture);
  }

  private LineChart chart(String title, String x, String y, Curve curve) {
    return lines(new LineChart(texts.of(title), texts.of(x), texts.of(y)), curve);
  }

  private LineChart lines(LineChart chart, Curve curve) {
    for (Architecture of : plan.architectures()) {
      chart.line(of.word(), curve.of(of));
    }
    return chart;
  }

  private void gradients() {
    page.section(texts.of("gradient.title")).text(texts.of("gradient.text"));
    LineChart reach =
        chart(
            "gradient.chart",
            "gradient.x",
            "gradient.y",
            of -> results.curve(of, "gradient-after"));
    for (Architecture of : plan.architectures()) {
      reach.dashed(of.word(), results.curve(of, "gradient-before"));
    }
    page.chart(reach.logY());
    if (plan.architectures().contains(Architecture.RNN)) {
      LineChart exploding =
          new LineChart(
              texts.of("exploding.chart"), texts.of("gradient.x"), texts.of("gradient.y"));
      Map<String, String> curves = new LinkedHashMap<>();
      curves.put("exploding.plain", "gradient-enlarged");
      curves.put("exploding.clipped", "gradient-clipped");
      curves.put("exploding.usual", "gradient-before");
      curves.forEach(
          (name, key) -> exploding.line(texts.of(name), results.curve(Architecture.RNN, key)));
      page.chart(exploding.logY());
    }
  }

  private void toys() {
    page.section(texts.of("recall.title")).text(texts.of("recall.text"));
    page.chart(
        chart("recall.updates", "recall.x", "recall.y", of -> results.curve(of, "recall"))
            .range(0, (double) plan.toyUpdates()));
    page.chart(
        chart("recall.accuracy", "recall.x", "share.y", of -> results.curve(of, "recall-accuracy"))
            .range(0, 100));
    page.section(texts.of("pairs.title")).text(texts.of("pairs.text"));
    page.chart(
        chart("pairs.chart", "pairs.x", "share.y", of -> results.curve(of, "pairs")).range(0, 100));
    page.chart(
        chart("parity.chart", "parity.x", "share.y", of -> results.curve(of, "parity"))
            .range(0, 100));
  }

  private void translation(Pairs pairs) throws IOException {
    page.section(texts.of("quality.title"));
    Map<String, List<String>> translations = new LinkedHashMap<>();
    LineChart loss =
        new LineChart(texts.of("quality.loss"), texts.of("loss.x"), texts.of("loss.y"));
    for (Architecture of : plan.architectures()) {
      translations.put(
          of.word(),
          Files.readAllLines(
              plan.directory().resolve(of.word()).resolve(TranslationMeasures.TRANSLATIONS)));
      RunData run =
          RunData.read(of.word(), plan.directory().resolve(of.word()).resolve("translation"));
      loss.line(of.word(), run.curve("loss"));
    }
    page.chart(TranslationSection.byLength(translations, pairs.test(), texts.of("quality.chart")));
    page.chart(loss);
    differences(translations, pairs.test().stream().map(TextPair::target).toList());
  }

  /** Which of the networks translates better than the best, beyond the chance of the test set. */
  private void differences(Map<String, List<String>> translations, List<String> references) {
    Architecture best = plan.architectures().get(0);
    for (Architecture of : plan.architectures()) {
      best = results.value(of, "chrf") > results.value(best, "chrf") ? of : best;
    }
    PairedBootstrap bootstrap = new PairedBootstrap(SAMPLES, plan.seed());
    List<List<?>> rows = new ArrayList<>();
    for (Architecture of : plan.architectures()) {
      PairedBootstrap.Comparison c =
          bootstrap.compare(
              MetricKind.CHRF.metric(),
              translations.get(of.word()),
              translations.get(best.word()),
              references);
      boolean alike = c.low() <= 0 && c.high() >= 0;
      rows.add(
          List.of(
              of.word(),
              "%.2f".formatted(results.value(of, "chrf")),
              of == best
                  ? "–"
                  : "%s%.2f [%.2f, %.2f]"
                      .formatted(alike ? "≈ " : "", c.difference(), c.low(), c.high())));
    }
    page.table(List.of("", texts.of("chrf"), texts.of("against", best.word())), rows);
  }

  private void cost() {
    page.section(texts.of("cost.title"));
    page.chart(
        chart("cost.encode", "cost.encode.x", "cost.encode.y", of -> results.curve(of, "encode-ms"))
            .logX()
            .logY());
    page.chart(
        chart("cost.stream", "cost.stream.x", "cost.stream.y", of -> results.curve(of, "stream-us"))
            .logX());
    page.chart(
        chart("cost.state", "cost.stream.x", "cost.state.y", of -> results.curve(of, "state-bytes"))
            .logX()
            .logY());
  }
}
