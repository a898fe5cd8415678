package dev.ieum.core.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.core.bundle.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code metrics.jsonl}: one JSON object a line for updates and validations. */
final class MetricsLog {
  private static final Gson JSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

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
    line.addProperty("loss", report.loss());
    line.addProperty("learning_rate", report.learningRate());
    line.addProperty("gradient_norm", report.gradientNorm());
    line.addProperty("tokens_per_second", Math.round(report.tokensPerSecond()));
    append(line);
  }

  void validation(ValidationReport report) throws IOException {
    JsonObject line = new JsonObject();
    line.addProperty("event", "validation");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.addProperty("training_loss", report.trainingLoss());
    line.add("scores", JSON.toJsonTree(report.scores()));
    line.addProperty("best", report.best());
    append(line);
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
