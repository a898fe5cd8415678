package dev.ieum.cli;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.train.SentimentConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A sentiment model so small that the tests can train it, once. */
final class TinySentiment {
  private static final List<String> SUBJECTS = List.of("영화가", "음식이", "연기가", "배송이", "음악이");
  private static final List<String> GOOD = List.of("좋아요", "최고예요", "훌륭해요");
  private static final List<String> BAD = List.of("나빠요", "최악이에요", "형편없어요");

  private static final String CONFIG =
      """
      task: sentiment
      name: tiny-sentiment
      language: ko
      data-licence: made by a test
      labels:
        negative: ["0"]
        positive: ["1"]
      data:
        train: [{file: train.tsv}]
        dev: [{file: dev.tsv}]
        max-length: 24
      text: {vocabulary: 300, min-character-count: 1, bpe-dropout: 0}
      network: {embedding-size: 12, hidden-size: 12, ngrams: {buckets: 256, size: 4}}
      regularization:
        embedding-dropout: 0
        word-dropout: 0
        layer-dropout: 0
        output-dropout: 0
        ngram-dropout: 0
        label-smoothing: 0.1
      training:
        learning-rate: 0.02
        warmup-updates: 5
        max-updates: 60
        validate-every: 30
        batch-texts: 16
        average: 1
        seed: 3
      """;

  private static Path directory;

  private TinySentiment() {}

  /** Returns the bundle, trained on the first call; it knows a few words of praise and blame. */
  static synchronized Path bundle() {
    if (directory == null) {
      try {
        Path made = Files.createTempDirectory("ieum-tiny-sentiment");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
        Trainer.run(
            SentimentConfig.read(Settings.load(writeConfig(made), Map.of()), made),
            new TrainingRun(made.resolve("run"), false, TrainingListener.NONE, () -> false));
        directory = made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory.resolve("run/model");
  }

  /** Writes the configuration and its texts. */
  static Path writeConfig(Path directory) throws IOException {
    Files.writeString(directory.resolve("train.tsv"), table(200, 1));
    Files.writeString(directory.resolve("dev.tsv"), table(80, 2));
    return Files.writeString(directory.resolve("tiny.yaml"), CONFIG);
  }

  /**
   * Returns a table of {@code rows} made-up reviews with columns {@code text} and {@code label};
   * one label in eight is wrong, so that a model has reason to doubt.
   */
  static String table(int rows, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("text\tlabel"));
    for (int i = 0; i < rows; i++) {
      boolean good = random.nextBoolean();
      String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
      String verdict = (good ? GOOD : BAD).get(random.nextInt(3));
      String text = subject + (random.nextBoolean() ? " 정말 " : " ") + verdict;
      boolean right = i % 8 > 0;
      lines.add(text + "\t" + (good == right ? 1 : 0));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // what is left of a test in the system's temporary directory harms nobody
    }
  }
}
