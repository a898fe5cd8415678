package dev.ieum.cli;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.core.score.Metric;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores of hypotheses against their references: over all, by origin, and against a baseline.
 * Immutable.
 *
 * @param segments how many hypotheses were scored
 * @param scores a score for each metric
 * @param byOrigin the same for each origin, by name; empty when there is only one
 * @param comparisons hypotheses against the baseline, for each metric; empty without a baseline
 */
record TranslationReport(
    int segments,
    List<Score> scores,
    Map<String, TranslationReport> byOrigin,
    List<PairedBootstrap.Comparison> comparisons) {

  /**
   * What is scored. Immutable.
   *
   * @param hypotheses the translations
   * @param references the expected translations
   * @param origins where each comes from; empty when unknown
   */
  record Segments(List<String> hypotheses, List<String> references, List<String> origins) {}

  static TranslationReport of(Segments all, List<Metric> metrics) {
    Map<String, Segments> parts = new TreeMap<>();
    for (int i = 0; i < all.origins().size(); i++) {
      Segments part =
          parts.computeIfAbsent(
              all.origins().get(i),
              origin -> new Segments(new ArrayList<>(), new ArrayList<>(), List.of()));
      part.hypotheses().add(all.hypotheses().get(i));
      part.references().add(all.references().get(i));
    }
    Map<String, TranslationReport> byOrigin = new TreeMap<>();
    if (parts.size() > 1) {
      parts.forEach((origin, part) -> byOrigin.put(origin, of(part, metrics)));
    }
    List<Score> scores =
        metrics.stream().map(metric -> metric.corpus(all.hypotheses(), all.references())).toList();
    return new TranslationReport(all.hypotheses().size(), scores, byOrigin, List.of());
  }

  /** Returns this report with the hypotheses compared with those of {@code baseline}. */
  TranslationReport against(
      List<String> baseline, Segments all, List<Metric> metrics, PairedBootstrap bootstrap) {
    return new TranslationReport(
        segments,
        scores,
        byOrigin,
        metrics.stream()
            .map(metric -> bootstrap.compare(metric, all.hypotheses(), baseline, all.references()))
            .toList());
  }

  /** Returns the report for people: figures with signatures, then tables. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    scores.forEach(score -> lines.add(score.textWithSignature()));
    if (!byOrigin.isEmpty()) {
      lines.add("");
      lines.addAll(originTable());
    }
    if (!comparisons.isEmpty()) {
      lines.add("");
      lines.add("hypotheses - baseline, paired bootstrap:");
      comparisons.forEach(comparison -> lines.add(comparison.text()));
    }
    return lines;
  }

  private List<String> originTable() {
    Table table = new Table();
    List<String> header = new ArrayList<>(List.of("source", "segments"));
    scores.forEach(score -> header.add(score.name()));
    table.row(header);
    byOrigin.forEach(
        (origin, part) -> {
          List<String> row = new ArrayList<>(List.of(origin, Integer.toString(part.segments())));
          part.scores().forEach(score -> row.add("%.2f".formatted(score.value())));
          table.row(row);
        });
    return table.lines();
  }

  /** Returns the report for programs. */
  String json() {
    return Json.pretty(fields());
  }

  private Map<String, Object> fields() {
    Map<String, Object> report =
        Json.object(
            "segments", segments, "scores", scores.stream().map(TranslationReport::json).toList());
    if (!byOrigin.isEmpty()) {
      Map<String, Object> parts = Json.object();
      byOrigin.forEach((origin, part) -> parts.put(origin, part.fields()));
      report.put("by_source", parts);
    }
    if (!comparisons.isEmpty()) {
      report.put("comparisons", comparisons.stream().map(TranslationReport::json).toList());
    }
    return report;
  }

  private static Map<String, Object> json(Score score) {
    return Json.object(
        "name", score.name(),
        "score", score.value(),
        "signature", score.signature(),
        "detail", score.detail());
  }

  private static Map<String, Object> json(PairedBootstrap.Comparison comparison) {
    return Json.object(
        "name", comparison.scoreA().name(),
        "signature", comparison.scoreA().signature(),
        "hypotheses", comparison.scoreA().value(),
        "baseline", comparison.scoreB().value(),
        "difference", comparison.difference(),
        "low", comparison.low(),
        "high", comparison.high(),
        "p_value", comparison.pValue(),
        "wins", comparison.winsA());
  }
}
