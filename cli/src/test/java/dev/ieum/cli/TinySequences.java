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

/** A next-event model so small that the tests can train it, once. */
public final class TinySequences {
  private static final String CONFIG =
      """
      task: next
      name: tiny-next
      data-licence: made by a test
      data: {train: [{file: train.txt}], dev: [{file: dev.txt}]}
      network: {embedding-size: 12, hidden-size: 16}
      regularization: {embedding-dropout: 0, output-dropout: 0, event-dropout: 0}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 100, validate-every: 50,
        batch-events: 400, average: 1}
      """;

  private static Path directory;

  private TinySequences() {}

  /** Returns the bundle, trained on the first call: after "a x" it expects a, then the end. */
  public static synchronized Path bundle() {
    if (directory == null) {
      try {
        Path made = Files.createTempDirectory("ieum-tiny-next");
        Trainer.run(
            SequenceConfig.read(Settings.load(writeConfig(made), Map.of()), made),
            new TrainingRun(made.resolve("run"), false, TrainingListener.NONE, () -> false));
        directory = made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory.resolve("run/model");
  }

  /** Writes the configuration and its sequences. */
  static Path writeConfig(Path directory) throws IOException {
    Files.writeString(directory.resolve("train.txt"), sequences(250, 1));
    Files.writeString(directory.resolve("dev.txt"), sequences(50, 2));
    return Files.writeString(directory.resolve("tiny.yaml"), CONFIG);
  }

  /** Returns lines such as {@code b x b}: what follows x is what stood before it. */
  static String sequences(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String event = List.of("a", "b", "c").get(random.nextInt(3));
      text.append(event).append(" x ").append(event).append('\n');
    }
    return text.toString();
  }
}
