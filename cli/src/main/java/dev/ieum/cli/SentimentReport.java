package dev.ieum.cli;

import dev.ieum.core.score.ClassScore;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.score.ConfusionMatrix;
import dev.ieum.core.score.ProbabilityScores;
import dev.ieum.datasets.check.CorpusOverlap;
import dev.ieum.sentiment.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is printed of a sentiment model's answers to labelled texts. Immutable.
 *
 * @param figures all that follows from classes and probabilities
 * @param confidence what follows from the model's own threshold
 * @param leftOut texts that were left out for their label
 * @param learned what the model learned from, as the user named it; empty when not
 * @param overlap how many of the texts stand there, too
 */
record SentimentReport(
    ClassificationReport figures,
    Confidence confidence,
    long leftOut,
    String learned,
    Optional<CorpusOverlap> overlap) {

  SentimentReport {
    Objects.requireNonNull(figures, "figures");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(learned, "learned");
    Objects.requireNonNull(overlap, "overlap");
  }

  /**
   * The answers that the model's makers trust. Immutable.
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

  /** Returns the report for programs, one JSON object. */
  String json() {
    return SentimentReportJson.of(this);
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
            .formatted(
                FourPlaces.text(scores.negativeLogLikelihood()), FourPlaces.text(scores.brier())));
    lines.add(
        "%s texts; percent; in brackets 95 %% bootstrap intervals%s"
            .formatted(
                count(figures.texts()),
                leftOut > 0
                    ? "; %s texts with other labels left out".formatted(count(leftOut))
                    : ""));
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
    lines.add("");
    lines.addAll(classTable());
    lines.add("");
    lines.addAll(confusionTable());
    lines.add("");
    lines.addAll(calibrationTable());
    return lines;
  }

  private String overlapLine(CorpusOverlap shared) {
    String lines =
        shared.shared() == 0
            ? ""
            : "; first on lines "
                + String.join(", ", shared.lines().stream().map(String::valueOf).toList());
    return "%s of %s texts stand in %s, too, %s of them with another label%s"
        .formatted(
            count(shared.shared()),
            count(shared.rows()),
            learned,
            count(shared.contradicting()),
            lines);
  }

  private List<String> classTable() {
    Table table = new Table().row("class", "texts", "predicted", "precision", "recall", "F1");
    for (ClassScore score : figures.classes()) {
      table.row(
          score.label(),
          count(score.support()),
          count(score.predicted()),
          percent(score.precision()),
          percent(score.recall()),
          percent(score.f1()));
    }
    return table.lines();
  }

  private List<String> confusionTable() {
    ConfusionMatrix confusion = figures.confusion();
    List<String> header = new ArrayList<>(List.of("class \\ predicted"));
    header.addAll(confusion.labels());
    Table table = new Table().row(header.toArray(String[]::new));
    for (int gold = 0; gold < confusion.labels().size(); gold++) {
      List<String> row = new ArrayList<>(List.of(confusion.labels().get(gold)));
      for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
        row.add(count(confusion.count(gold, predicted)));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.lines();
  }

  private List<String> calibrationTable() {
    Table table = new Table().row("how sure", "texts", "mean", "right");
    List<ProbabilityScores.Bin> bins = figures.probabilities().bins();
    for (int i = 0; i < bins.size(); i++) {
      ProbabilityScores.Bin bin = bins.get(i);
      if (bin.texts() > 0) {
        table.row(
            percent((double) i / bins.size()) + "-" + percent((i + 1.0) / bins.size()),
            count(bin.texts()),
            percent(bin.confidence()),
            percent(bin.accuracy()));
      }
    }
    return table.lines();
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
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
