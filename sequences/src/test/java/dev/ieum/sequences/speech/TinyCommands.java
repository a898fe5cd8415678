package dev.ieum.sequences.speech;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.train.CommandConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Two words, a rising and a falling tone, and a model of them. */
public final class TinyCommands {
  /** Samples in a second. */
  public static final int RATE = 8_000;

  private static final String CONFIG =
      """
      task: commands
      name: tiny-commands
      data: {train: [{file: train}], test: [{file: test}]}
      network: {hidden-size: 16, layers: 1}
      augment: {least-snr: 20, speed: 0.05, masks: 0, unknown: 0.2}
      regularization: {layer-dropout: 0, output-dropout: 0}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: %d, validate-every: %d,
        checkpoint-every: 4, batch-streams: 8}
      """;

  private TinyCommands() {}

  /** Returns a word, said a little differently each time. */
  public static float[] word(String label, Random random) {
    int count = 2_000 + random.nextInt(1_500);
    double low = 280 + random.nextInt(60);
    double high = 1_500 + random.nextInt(300);
    return label.equals("up")
        ? Sounds.glide(low, high, count, RATE, random)
        : Sounds.glide(high, low, count, RATE, random);
  }

  /** Writes recordings to learn from, and a configuration. */
  public static CommandConfig prepare(Path directory, int updates) throws IOException {
    Random random = new Random(9);
    for (String part : new String[] {"train", "test"}) {
      Files.createDirectories(directory.resolve(part));
      for (int i = 0; i < 20; i++) {
        for (String label : new String[] {"up", "down"}) {
          Path file = directory.resolve(part).resolve(label + "_" + i + ".wav");
          Sounds.write(file, word(label, random), RATE);
        }
      }
    }
    String yaml = CONFIG.formatted(updates, Math.max(4, updates / 6));
    Path file = Files.writeString(directory.resolve("tiny.yaml"), yaml);
    return CommandConfig.read(Settings.load(file, Map.of()), directory);
  }

  /** Trains in a directory that {@link #prepare} filled; returns the bundle's. */
  public static Path train(
      CommandConfig config, Path directory, boolean resume, BooleanSupplier stop)
      throws IOException {
    Trainer.run(config, new TrainingRun(directory, resume, TrainingListener.NONE, stop));
    return directory.resolve(Trainer.MODEL);
  }
}
