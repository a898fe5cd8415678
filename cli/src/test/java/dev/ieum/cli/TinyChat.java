package dev.ieum.cli;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.train.SequenceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model of conversations so small that the tests can train it, once. */
final class TinyChat {
  private static final String CONFIG =
      """
      task: next
      name: tiny-chat
      data-licence: made by a test
      data:
        train: [{file: train.jsonl, sequence: turns}]
        dev: [{file: dev.jsonl, sequence: turns}]
        cut: characters
      network: {embedding-size: 12, hidden-size: 24}
      regularization: {embedding-dropout: 0, output-dropout: 0, event-dropout: 0}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 120, validate-every: 60,
        batch-events: 400, average: 1}
      """;

  private static Path directory;

  private TinyChat() {}

  /** Returns the bundle, trained on the first call: it answers 가 with 네가 or 또가. */
  static synchronized Path bundle() {
    if (directory == null) {
      try {
        Path made = Files.createTempDirectory("ieum-tiny-chat");
        Files.writeString(made.resolve("train.jsonl"), conversations(300, 1));
        Files.writeString(made.resolve("dev.jsonl"), conversations(50, 2));
        Path config = Files.writeString(made.resolve("tiny.yaml"), CONFIG);
        Trainer.run(
            SequenceConfig.read(Settings.load(config, Map.of()), made),
            new TrainingRun(made.resolve("run"), false, TrainingListener.NONE, () -> false));
        directory = made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory.resolve("run/model");
  }

  /** Returns questions of one syllable, which their answers repeat after one of two others. */
  static String conversations(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String said = List.of("가", "나", "다").get(random.nextInt(3));
      String first = random.nextBoolean() ? "네" : "또";
      text.append("{\"turns\":\"%s\\n%s%s\"}\n".formatted(said, first, said));
    }
    return text.toString();
  }
}
