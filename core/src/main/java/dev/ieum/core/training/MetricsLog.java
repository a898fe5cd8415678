package dev.ieum.core.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.ieum.core.bundle.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code metrics.jsonl}: one JSON object a line for updates and validations. */
final class MetricsLog {
  private static final Gson JSON = new GsonBuilder().serializeNulls().create();

  private final Path file;

  MetricsLog(Path runDirectory) {
    file = runDirectory.resolve("metrics.jsonl");
  }

  /**
   * Drops what a killed run wrote after the checkpoint that is being resumed; all of it when the
   * run starts anew, at update 0.
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
    JsonObject line = new JsonObject();
    line.addProperty("event", "update");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.add("loss", number(report.loss()));
    line.addProperty("learning_rate", report.learningRate());
    line.add("gradient_norm", number(report.gradientNorm()));
    line.addProperty("tokens_per_second", Math.round(report.tokensPerSecond()));
    append(line);
  }

  /** Logs an update that was left out. */
  void skipped(UpdateReport report, long skipped) throws IOException {
    JsonObject line = new JsonObject();
    line.addProperty("event", "skipped");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.add("loss", number(report.loss()));
    line.add("gradient_norm", number(report.gradientNorm()));
    line.addProperty("skipped", skipped);
    append(line);
  }

  void validation(ValidationReport report) throws IOException {
    JsonObject line = new JsonObject();
    line.addProperty("event", "validation");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.add("training_loss", number(report.trainingLoss()));
    JsonObject scores = new JsonObject();
    report.scores().forEach((metric, score) -> scores.add(metric, number(score)));
    line.add("scores", scores);
    line.addProperty("best", report.best());
    append(line);
  }

  /** JSON knows no number that is not finite: null stands for it. */
  private static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  private void append(JsonObject line) throws IOException {
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
