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
 * Scores of hypotheses against their references: over all, by subset, and against a baseline.
 * Immutable.
 *
 * @param segments how many hypotheses were scored
 * @param scores a score for each metric
 * @param bySubset the same for each subset, by name; empty when there is only one
 * @param comparisons hypotheses against the baseline, for each metric; empty without a baseline
 */
record TranslationReport(
    int segments,
    List<Score> scores,
    Map<String, TranslationReport> bySubset,
    List<PairedBootstrap.Comparison> comparisons) {

  /**
   * What is scored. Immutable.
   *
   * @param hypotheses the translations
   * @param references the expected translations
   * @param subsets the subset that each belongs to; empty when unknown
   */
  record Segments(List<String> hypotheses, List<String> references, List<String> subsets) {}

  static TranslationReport of(Segments all, List<Metric> metrics) {
    Map<String, Segments> parts = new TreeMap<>();
    for (int i = 0; i < all.subsets().size(); i++) {
      Segments part =
          parts.computeIfAbsent(
              all.subsets().get(i),
              subset -> new Segments(new ArrayList<>(), new ArrayList<>(), List.of()));
      part.hypotheses().add(all.hypotheses().get(i));
      part.references().add(all.references().get(i));
    }
    Map<String, TranslationReport> bySubset = new TreeMap<>();
    if (parts.size() > 1) {
      parts.forEach((subset, part) -> bySubset.put(subset, of(part, metrics)));
    }
    List<Score> scores =
        metrics.stream().map(metric -> metric.corpus(all.hypotheses(), all.references())).toList();
    return new TranslationReport(all.hypotheses().size(), scores, bySubset, List.of());
  }

  /** Returns this report with the hypotheses compared with those of {@code baseline}. */
  TranslationReport against(
      List<String> baseline, Segments all, List<Metric> metrics, PairedBootstrap bootstrap) {
    return new TranslationReport(
        segments,
        scores,
        bySubset,
        metrics.stream()
            .map(metric -> bootstrap.compare(metric, all.hypotheses(), baseline, all.references()))
            .toList());
  }

  /** Returns the report for people: figures with signatures, then tables. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    scores.forEach(score -> lines.add(score.textWithSignature()));
    if (!bySubset.isEmpty()) {
      lines.add("");
      lines.addAll(subsetTable());
    }
    if (!comparisons.isEmpty()) {
      lines.add("");
      lines.add("hypotheses - baseline, paired bootstrap:");
      comparisons.forEach(comparison -> lines.add(comparison.text()));
    }
    return lines;
  }

  private List<String> subsetTable() {
    Table table = new Table();
    List<String> header = new ArrayList<>(List.of("source", "segments"));
    scores.forEach(score -> header.add(score.name()));
    table.row(header);
    bySubset.forEach(
        (subset, part) -> {
          List<String> row = new ArrayList<>(List.of(subset, Integer.toString(part.segments())));
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
    if (!bySubset.isEmpty()) {
      Map<String, Object> parts = Json.object();
      bySubset.forEach((subset, part) -> parts.put(subset, part.fields()));
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
