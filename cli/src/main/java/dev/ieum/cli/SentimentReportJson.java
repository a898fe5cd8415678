package dev.ieum.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.ieum.core.score.ClassScore;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.score.ConfusionMatrix;
import dev.ieum.core.score.ProbabilityScores;
import java.util.OptionalDouble;

/** Writes a {@link SentimentReport} as one JSON object; its shares are from 0 to 1. */
final class SentimentReportJson {

  private SentimentReportJson() {}

  static String of(SentimentReport report) {
    JsonObject object = figures(report.figures());
    object.addProperty("left_out", report.leftOut());
    JsonObject confident = new JsonObject();
    confident.addProperty("texts", report.confidence().texts());
    confident.addProperty("correct", report.confidence().correct());
    object.add("confident", confident);
    report
        .overlap()
        .ifPresent(
            shared -> {
              JsonObject entry = new JsonObject();
              entry.addProperty("with", report.learned());
              entry.addProperty("texts", shared.shared());
              entry.addProperty("other_label", shared.contradicting());
              object.add("overlap", entry);
            });
    return new GsonBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .serializeNulls()
        .create()
        .toJson(object);
  }

  private static JsonObject figures(ClassificationReport figures) {
    ProbabilityScores scores = figures.probabilities();
    JsonObject report = new JsonObject();
    report.addProperty("texts", figures.texts());
    JsonArray list = new JsonArray();
    list.add(json("accuracy", ClassificationReport.ACCURACY_SIGNATURE, figures.accuracy()));
    list.add(json("macroF1", ClassificationReport.MACRO_F1_SIGNATURE, figures.macroF1()));
    JsonObject calibration = new JsonObject();
    calibration.addProperty("name", "ECE");
    calibration.addProperty("score", scores.calibrationError());
    calibration.addProperty("signature", ClassificationReport.CALIBRATION_SIGNATURE);
    list.add(calibration);
    report.add("scores", list);
    report.addProperty("negative_log_likelihood", scores.negativeLogLikelihood());
    report.addProperty("brier", scores.brier());
    report.add("classes", classes(figures));
    report.add("confusion", confusion(figures.confusion()));
    report.add("calibration", bins(scores));
    return report;
  }

  private static JsonObject json(
      String name, String signature, ClassificationReport.Estimate estimate) {
    JsonObject entry = new JsonObject();
    entry.addProperty("name", name);
    entry.addProperty("score", estimate.value());
    entry.addProperty("low", estimate.interval().low());
    entry.addProperty("high", estimate.interval().high());
    entry.addProperty("signature", signature);
    return entry;
  }

  private static JsonArray classes(ClassificationReport figures) {
    JsonArray classes = new JsonArray();
    for (ClassScore score : figures.classes()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("label", score.label());
      entry.addProperty("texts", score.support());
      entry.addProperty("predicted", score.predicted());
      add(entry, "precision", score.precision());
      add(entry, "recall", score.recall());
      add(entry, "f1", score.f1());
      classes.add(entry);
    }
    return classes;
  }

  private static void add(JsonObject entry, String name, OptionalDouble value) {
    if (value.isPresent()) {
      entry.addProperty(name, value.getAsDouble());
    } else {
      entry.add(name, JsonNull.INSTANCE);
    }
  }

  private static JsonArray confusion(ConfusionMatrix confusion) {
    JsonArray rows = new JsonArray();
    for (int gold = 0; gold < confusion.labels().size(); gold++) {
      JsonArray row = new JsonArray();
      for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
        row.add(confusion.count(gold, predicted));
      }
      rows.add(row);
    }
    return rows;
  }

  private static JsonArray bins(ProbabilityScores scores) {
    JsonArray bins = new JsonArray();
    for (ProbabilityScores.Bin bin : scores.bins()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("texts", bin.texts());
      entry.addProperty("confidence", bin.confidence());
      entry.addProperty("accuracy", bin.accuracy());
      bins.add(entry);
    }
    return bins;
  }
}
