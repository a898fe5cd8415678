package dev.ieum.core.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingListener.ValidationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code metrics.jsonl}: one JSON object a line for updates and validations. */
final class MetricsLog {
  private static final Gson JSON = new GsonBuilder().serializeNulls().create();

  private final Path file;

  MetricsLog(Path runDirectory) {
    file = runDirectory.resolve("metrics.jsonl");
  }

  /**
   * Drops what a killed run wrote after the checkpoint that is being resumed; all of it when the
   * run starts at update 0.
   */
  void rewind(long update) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    // A power cut may leave bytes that are no text behind the last line; they must not stop a run.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> kept = text.lines().filter(line -> updateOf(line) <= update).toList();
    AtomicFiles.writeFile(file, path -> Files.write(path, kept, StandardCharsets.UTF_8));
  }

  void update(UpdateReport report) throws IOException {
    Map<String, Object> line = line("update", report.update(), report.epoch());
    line.put("loss", number(report.loss()));
    line.put("learning_rate", report.learningRate());
    line.put("gradient_norm", number(report.gradientNorm()));
    line.put("tokens_per_second", Math.round(report.tokensPerSecond()));
    append(line);
  }

  /** Logs an update that was left out. */
  void skipped(UpdateReport report, long skipped) throws IOException {
    Map<String, Object> line = line("skipped", report.update(), report.epoch());
    line.put("loss", number(report.loss()));
    line.put("gradient_norm", number(report.gradientNorm()));
    line.put("skipped", skipped);
    append(line);
  }

  void validation(ValidationReport report) throws IOException {
    Map<String, Object> line = line("validation", report.update(), report.epoch());
    line.put("training_loss", number(report.trainingLoss()));
    Map<String, Object> scores = new LinkedHashMap<>();
    report.scores().forEach((metric, score) -> scores.put(metric, number(score)));
    line.put("scores", scores);
    line.put("best", report.best());
    append(line);
  }

  private static Map<String, Object> line(String event, long update, int epoch) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("update", update);
    line.put("epoch", epoch);
    return line;
  }

  /** JSON knows no number that is not finite: null stands for it. */
  private static Object number(double value) {
    return Double.isFinite(value) ? value : JsonNull.INSTANCE;
  }

  private void append(Map<String, Object> line) throws IOException {
    Files.writeString(
        file, JSON.toJson(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static long updateOf(String line) {
    try {
      return JsonParser.parseString(line).getAsJsonObject().get("update").getAsLong();
    } catch (RuntimeException torn) {
      return Long.MAX_VALUE; // the last line of a killed run may be half written
    }
  }
}
