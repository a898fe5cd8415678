package dev.ieum.cli;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.score.ConfusionMatrix;
import dev.ieum.core.score.ConfusionMatrix.ClassScore;
import dev.ieum.core.score.ProbabilityScores;
import dev.ieum.datasets.check.CorpusOverlap;
import dev.ieum.sentiment.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is printed of a sentiment model's evaluation on labelled texts. Immutable.
 *
 * @param figures all that follows from classes and probabilities
 * @param confidence what follows from the model's own threshold
 * @param leftOut texts that were left out for their label
 * @param learned the model's training data, as the user named it; empty when not
 * @param overlap how many of the texts occur in it, too
 */
record SentimentReport(
    ClassificationReport figures,
    Confidence confidence,
    long leftOut,
    String learned,
    Optional<CorpusOverlap> overlap) {

  /**
   * The predictions that are confident. Immutable.
   *
   * @param texts how many there are
   * @param correct how many of them are right
   */
  record Confidence(long texts, long correct) {
    static Confidence of(List<Sentiment> read, List<String> labels, int[] gold) {
      long texts = 0;
      long correct = 0;
      for (int i = 0; i < gold.length; i++) {
        texts += read.get(i).confident() ? 1 : 0;
        boolean right = read.get(i).label().equals(labels.get(gold[i]));
        correct += read.get(i).confident() && right ? 1 : 0;
      }
      return new Confidence(texts, correct);
    }
  }

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
        "confident answers: %s %% of the texts, %s %% of them right"
            .formatted(
                percent((double) confidence.texts() / figures.texts()),
                confidence.texts() == 0
                    ? "-"
                    : percent((double) confidence.correct() / confidence.texts())));
    overlap.ifPresent(shared -> lines.add(overlapLine(shared)));
    for (String label : figures.classesWithoutTexts()) {
      lines.add("no text of class %s: of it the figures say nothing".formatted(label));
    }
    for (Table table : List.of(classTable(), confusionTable(), calibrationTable())) {
      lines.add("");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private String overlapLine(CorpusOverlap shared) {
    String lines =
        shared.shared() == 0
            ? ""
            : "; first on lines "
                + String.join(", ", shared.lines().stream().map(String::valueOf).toList());
    return "%,d of %,d texts stand in %s, too, %,d of them with another label%s"
        .formatted(shared.shared(), shared.rows(), learned, shared.contradicting(), lines);
  }

  private Table classTable() {
    Table table = new Table().row("class", "texts", "predicted", "precision", "recall", "F1");
    for (ClassScore score : figures.classes()) {
      table.row(
          score.label(),
          score.support(),
          score.predicted(),
          percent(score.precision()),
          percent(score.recall()),
          percent(score.f1()));
    }
    return table;
  }

  private Table confusionTable() {
    List<String> labels = figures.confusion().labels();
    List<List<Long>> counts = confusion(figures.confusion());
    List<String> header = new ArrayList<>(List.of("class \\ predicted"));
    header.addAll(labels);
    Table table = new Table().row(header);
    for (int gold = 0; gold < labels.size(); gold++) {
      List<Object> row = new ArrayList<>(List.of(labels.get(gold)));
      row.addAll(counts.get(gold));
      table.row(row);
    }
    return table;
  }

  private Table calibrationTable() {
    Table table = new Table().row("how sure", "texts", "mean", "right");
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
    Map<String, Object> report =
        Json.object(
            "texts", figures.texts(),
            "scores",
                List.of(
                    json("accuracy", ClassificationReport.ACCURACY_SIGNATURE, figures.accuracy()),
                    json("macroF1", ClassificationReport.MACRO_F1_SIGNATURE, figures.macroF1()),
                    Json.object(
                        "name",
                        "ECE",
                        "score",
                        scores.calibrationError(),
                        "signature",
                        ClassificationReport.CALIBRATION_SIGNATURE)),
            "negative_log_likelihood", scores.negativeLogLikelihood(),
            "brier", scores.brier(),
            "classes", figures.classes().stream().map(SentimentReport::json).toList(),
            "confusion", confusion(figures.confusion()),
            "calibration",
                scores.bins().stream()
                    .map(
                        bin ->
                            Json.object(
                                "texts", bin.texts(),
                                "confidence", bin.confidence(),
                                "accuracy", bin.accuracy()))
                    .toList(),
            "left_out", leftOut,
            "confident", Json.object("texts", confidence.texts(), "correct", confidence.correct()));
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

  private static List<List<Long>> confusion(ConfusionMatrix confusion) {
    List<List<Long>> rows = new ArrayList<>();
    for (int gold = 0; gold < confusion.labels().size(); gold++) {
      List<Long> row = new ArrayList<>();
      for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
        row.add(confusion.count(gold, predicted));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String estimate(ClassificationReport.Estimate estimate) {
    return "%s [%s, %s]"
        .formatted(
            percent(estimate.value()),
            percent(estimate.interval().low()),
            percent(estimate.interval().high()));
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "-";
  }

  private static String percent(double share) {
    return "%.2f".formatted(100 * share);
  }
}
