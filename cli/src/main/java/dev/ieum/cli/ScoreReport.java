package dev.ieum.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.core.score.Metric;
import dev.ieum.core.score.PairedBootstrap;
import dev.ieum.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
record ScoreReport(
    int segments,
    List<Score> scores,
    Map<String, Part> byOrigin,
    List<PairedBootstrap.Comparison> comparisons) {

  /**
   * The scores of one origin. Immutable.
   *
   * @param segments how many hypotheses it has
   * @param scores a score for each metric
   */
  record Part(int segments, List<Score> scores) {}

  /**
   * What is scored. Immutable.
   *
   * @param hypotheses the translations
   * @param references what they ought to be
   * @param origins where each comes from; empty when unknown
   */
  record Segments(List<String> hypotheses, List<String> references, List<String> origins) {}

  static ScoreReport of(Segments all, List<Metric> metrics) {
    Map<String, Part> parts = new TreeMap<>();
    Map<String, List<Integer>> byOrigin = new TreeMap<>();
    for (int i = 0; i < all.origins().size(); i++) {
      byOrigin.computeIfAbsent(all.origins().get(i), origin -> new ArrayList<>()).add(i);
    }
    if (byOrigin.size() > 1) {
      byOrigin.forEach(
          (origin, rows) ->
              parts.put(
                  origin,
                  new Part(
                      rows.size(),
                      score(
                          rows.stream().map(all.hypotheses()::get).toList(),
                          rows.stream().map(all.references()::get).toList(),
                          metrics))));
    }
    return new ScoreReport(
        all.hypotheses().size(),
        score(all.hypotheses(), all.references(), metrics),
        parts,
        List.of());
  }

  private static List<Score> score(
      List<String> hypotheses, List<String> references, List<Metric> metrics) {
    return metrics.stream().map(metric -> metric.corpus(hypotheses, references)).toList();
  }

  /** Returns this report with the hypotheses compared with those of {@code baseline}. */
  ScoreReport against(
      List<String> baseline, Segments all, List<Metric> metrics, PairedBootstrap bootstrap) {
    return new ScoreReport(
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
    table.row(header.toArray(String[]::new));
    byOrigin.forEach(
        (origin, part) -> {
          List<String> row = new ArrayList<>(List.of(origin, Integer.toString(part.segments())));
          part.scores()
              .forEach(score -> row.add(String.format(Locale.ROOT, "%.2f", score.value())));
          table.row(row.toArray(String[]::new));
        });
    return table.lines();
  }

  /** Returns the report for programs, one JSON object. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("segments", segments);
    report.add("scores", json(scores));
    if (!byOrigin.isEmpty()) {
      JsonObject parts = new JsonObject();
      byOrigin.forEach(
          (origin, part) -> {
            JsonObject entry = new JsonObject();
            entry.addProperty("segments", part.segments());
            entry.add("scores", json(part.scores()));
            parts.add(origin, entry);
          });
      report.add("by_source", parts);
    }
    if (!comparisons.isEmpty()) {
      JsonArray array = new JsonArray();
      comparisons.forEach(comparison -> array.add(json(comparison)));
      report.add("comparisons", array);
    }
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report);
  }

  private static JsonArray json(List<Score> scores) {
    JsonArray array = new JsonArray();
    for (Score score : scores) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", score.name());
      entry.addProperty("score", score.value());
      entry.addProperty("signature", score.signature());
      entry.addProperty("detail", score.detail());
      array.add(entry);
    }
    return array;
  }

  private static JsonObject json(PairedBootstrap.Comparison comparison) {
    JsonObject entry = new JsonObject();
    entry.addProperty("name", comparison.scoreA().name());
    entry.addProperty("signature", comparison.scoreA().signature());
    entry.addProperty("hypotheses", comparison.scoreA().value());
    entry.addProperty("baseline", comparison.scoreB().value());
    entry.addProperty("difference", comparison.difference());
    entry.addProperty("low", comparison.low());
    entry.addProperty("high", comparison.high());
    entry.addProperty("p_value", comparison.pValue());
    entry.addProperty("wins", comparison.winsA());
    return entry;
  }
}
