package dev.ieum.cli;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.score.ConfusionMatrix.ClassScore;
import dev.ieum.core.score.ProbabilityScores;
import dev.ieum.datasets.check.CorpusOverlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is printed of a sentiment model's evaluation on labelled texts. Immutable.
 *
 * @param figures all that follows from classes and probabilities
 * @param confident how many predictions are confident, by the model's own threshold
 * @param right how many of those are right
 * @param leftOut texts that were left out for their label
 * @param learned the model's training data, as the user named it; empty when not
 * @param overlap how many of the texts also occur in it
 */
record SentimentReport(
    ClassificationReport figures,
    long confident,
    long right,
    long leftOut,
    String learned,
    Optional<CorpusOverlap> overlap) {

  /** Returns the report for people: figures with signatures, then tables. */
  List<String> text() {
    ProbabilityScores scores = figures.probabilities();
    List<String> lines = new ArrayList<>();
    lines.add(ClassificationReport.ACCURACY_SIGNATURE + " = " + estimate(figures.accuracy()));
    lines.add(ClassificationReport.MACRO_F1_SIGNATURE + " = " + estimate(figures.macroF1()));
    lines.add(
        ClassificationReport.CALIBRATION_SIGNATURE + " = " + percent(scores.calibrationError()));
    lines.add(
        "negative log-likelihood %s nats, Brier score %s"
            .formatted(Json.rounded(scores.negativeLogLikelihood()), Json.rounded(scores.brier())));
    lines.add(
        "%,d texts; percent; in brackets 95 %% bootstrap intervals%s"
            .formatted(
                figures.texts(),
                leftOut > 0 ? "; %,d texts with other labels left out".formatted(leftOut) : ""));
    lines.add(
        "confident predictions: %s %% of the texts, %s %% of them right"
            .formatted(
                percent((double) confident / figures.texts()),
                percent(confident == 0 ? null : (double) right / confident)));
    overlap.ifPresent(shared -> lines.add(overlapLine(shared)));
    for (String label : figures.classesWithoutTexts()) {
      lines.add("no text of class %s: the figures say nothing about it".formatted(label));
    }
    for (Table table : List.of(classTable(), confusionTable(), calibrationTable())) {
      lines.add("");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private String overlapLine(CorpusOverlap shared) {
    String lines = shared.lines().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%,d of %,d texts also occur in %s, %,d of them with another label%s"
        .formatted(
            shared.shared(),
            shared.rows(),
            learned,
            shared.contradicting(),
            shared.shared() == 0 ? "" : "; first on lines " + lines);
  }

  private Table classTable() {
    Table table = new Table().row("class", "texts", "predicted", "precision", "recall", "F1");
    for (ClassScore score : figures.classes()) {
      table.row(
          score.label(),
          score.support(),
          score.predicted(),
          percent(orNull(score.precision())),
          percent(orNull(score.recall())),
          percent(orNull(score.f1())));
    }
    return table;
  }

  private Table confusionTable() {
    List<String> labels = figures.confusion().labels();
    Table table = new Table().row(joined("class \\ predicted", labels));
    for (int gold = 0; gold < labels.size(); gold++) {
      table.row(joined(labels.get(gold), confusion().get(gold)));
    }
    return table;
  }

  private static List<Object> joined(String first, List<?> others) {
    List<Object> row = new ArrayList<>(List.of(first));
    row.addAll(others);
    return row;
  }

  private Table calibrationTable() {
    Table table = new Table().row("confidence", "texts", "mean", "right");
    List<ProbabilityScores.Bin> bins = figures.probabilities().bins();
    for (int i = 0; i < bins.size(); i++) {
      ProbabilityScores.Bin bin = bins.get(i);
      if (bin.texts() > 0) {
        table.row(
            percent((double) i / bins.size()) + "-" + percent((i + 1.0) / bins.size()),
            bin.texts(),
            percent(bin.confidence()),
            percent(bin.accuracy()));
      }
    }
    return table;
  }

  /** Returns the report for programs; shares are from 0 to 1. */
  String json() {
    ProbabilityScores scores = figures.probabilities();
    Map<String, Object> calibration =
        Json.object("name", "ECE", "score", scores.calibrationError());
    calibration.put("signature", ClassificationReport.CALIBRATION_SIGNATURE);
    Map<String, Object> report =
        Json.object(
            "texts", figures.texts(),
            "scores",
                List.of(
                    json("accuracy", ClassificationReport.ACCURACY_SIGNATURE, figures.accuracy()),
                    json("macroF1", ClassificationReport.MACRO_F1_SIGNATURE, figures.macroF1()),
                    calibration),
            "negative_log_likelihood", scores.negativeLogLikelihood(),
            "brier", scores.brier(),
            "classes", figures.classes().stream().map(SentimentReport::json).toList(),
            "confusion", confusion(),
            "calibration", scores.bins(),
            "left_out", leftOut,
            "confident", Json.object("texts", confident, "correct", right));
    overlap.ifPresent(
        shared ->
            report.put(
                "overlap",
                Json.object(
                    "with", learned,
                    "texts", shared.shared(),
                    "other_label", shared.contradicting())));
    return Json.pretty(report);
  }

  private static Map<String, Object> json(
      String name, String signature, ClassificationReport.Estimate estimate) {
    return Json.object(
        "name", name,
        "score", estimate.value(),
        "low", estimate.interval().low(),
        "high", estimate.interval().high(),
        "signature", signature);
  }

  private static Map<String, Object> json(ClassScore score) {
    return Json.object(
        "label", score.label(),
        "texts", score.support(),
        "predicted", score.predicted(),
        "precision", orNull(score.precision()),
        "recall", orNull(score.recall()),
        "f1", orNull(score.f1()));
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private List<List<Long>> confusion() {
    int classes = figures.confusion().labels().size();
    return IntStream.range(0, classes)
        .mapToObj(
            gold ->
                IntStream.range(0, classes)
                    .mapToObj(predicted -> figures.confusion().count(gold, predicted))
                    .toList())
        .toList();
  }

  private static String estimate(ClassificationReport.Estimate estimate) {
    return "%s [%s, %s]"
        .formatted(
            percent(estimate.value()),
            percent(estimate.interval().low()),
            percent(estimate.interval().high()));
  }

  private static String percent(Double share) {
    return share == null ? "-" : "%.2f".formatted(100 * share);
  }
}
