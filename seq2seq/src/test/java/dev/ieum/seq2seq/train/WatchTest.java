package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  @TempDir private Path directory;

  private List<JsonObject> validations(String watch) throws IOException {
    Path run = directory.resolve("run");
    ToyTask.write(directory, false, 60, 4, 3)
        .with("training.watch", watch)
        .with("training.metric", "chrf")
        .with("training.learning-rate", 0.05) // so high that the loss of other lines rises again
        .with("training.max-updates", 240)
        .with("training.validate-every", 20)
        .train(run);
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(line -> line.get("event").getAsString().equals("validation"))
        .toList();
  }

  private static double best(List<JsonObject> validations, String score, int sign) {
    double best = Double.NEGATIVE_INFINITY;
    for (JsonObject line : validations) {
      JsonObject scores = line.getAsJsonObject("scores");
      assertEquals(score, scores.keySet().iterator().next());
      assertEquals(2, scores.size());
      double value = sign * scores.get(score).getAsDouble();
      assertEquals(value > best, line.get("best").getAsBoolean(), validations.toString());
      best = Math.max(best, value);
    }
    return best;
  }

  @Test
  void train_watchingTheLoss_keepsTheSnapshotOfTheLeast() throws IOException {
    List<JsonObject> validations = validations("dev-loss");
    double least = -best(validations, "dev_loss", -1);
    double last =
        validations
            .get(validations.size() - 1)
            .getAsJsonObject("scores")
            .get("dev_loss")
            .getAsDouble();
    assertTrue(last > least, "rises at no time: " + validations); // else nothing was chosen
  }

  @Test
  void train_watchingTheMetric_keepsTheSnapshotOfTheGreatest() throws IOException {
    best(validations("metric"), "chrf", 1);
  }
}
