package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A made-up language of reviews in which the order of words decides: "not" turns the word after it
 * round, so that counting words is not enough.
 */
public final class ToyReviews {
  private static final List<String> GOOD = List.of("good", "fine", "great");
  private static final List<String> BAD = List.of("bad", "poor", "awful");
  private static final List<String> FILLER = List.of("film", "it", "the", "was", "so", "plot");
  private static final Object LOCK = new Object();
  private static ModelBundle shared;

  private final Path directory;
  private final Map<String, String> overrides = new LinkedHashMap<>();

  private ToyReviews(Path directory) {
    this.directory = directory;
  }

  /** A review and whether it is positive. */
  public record Review(String text, boolean positive) {}

  /** Writes corpora of {@code count} reviews and a configuration. */
  public static ToyReviews write(Path directory, int count) throws IOException {
    table(directory.resolve("train.tsv"), reviews(count, 1));
    table(directory.resolve("dev.tsv"), reviews(200, 2));
    Files.write(
        directory.resolve("more.txt"), reviews(count, 3).stream().map(Review::text).toList());
    Files.writeString(
        directory.resolve("toy.yaml"),
        """
        task: sentiment
        name: toy
        language: en
        data-licence: made by a test
        labels:
          negative: [0]
          positive: [1]
        data:
          train: [{file: train.tsv}]
          dev: [{file: dev.tsv}]
          max-length: 40
        text: {vocabulary: 320, bpe-dropout: 0}
        network:
          embedding-size: 16
          hidden-size: 16
          ngrams: {buckets: 512, size: 4}
        regularization:
          embedding-dropout: 0
          word-dropout: 0
          layer-dropout: 0
          output-dropout: 0.1
          ngram-dropout: 0.5
          label-smoothing: 0
        training:
          learning-rate: 0.01
          warmup-updates: 10
          max-updates: 150
          validate-every: 75
          batch-texts: 32
          average: 1
          seed: 3
        """);
    return new ToyReviews(directory);
  }

  private static void table(Path file, List<Review> reviews) throws IOException {
    List<String> lines = new ArrayList<>(List.of("text\tlabel"));
    reviews.forEach(r -> lines.add(r.text() + "\t" + (r.positive() ? 1 : 0)));
    Files.write(file, lines);
  }

  /** Returns {@code count} reviews. */
  public static List<Review> reviews(int count, long seed) {
    Random random = new Random(seed);
    List<Review> reviews = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean good = random.nextBoolean();
      boolean turned = random.nextBoolean();
      List<String> words = new ArrayList<>(filler(random));
      if (turned) {
        words.add("not");
      }
      words.add(pick(good ? GOOD : BAD, random));
      words.addAll(filler(random));
      reviews.add(new Review(String.join(" ", words), good != turned));
    }
    return reviews;
  }

  private static List<String> filler(Random random) {
    List<String> words = new ArrayList<>();
    for (int n = random.nextInt(5); n > 0; n--) {
      words.add(random.nextInt(6) == 0 ? "not a" : pick(FILLER, random));
    }
    return words;
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** Sets a setting by its dotted key. */
  public ToyReviews with(String key, Object value) {
    overrides.put(key, String.valueOf(value));
    return this;
  }

  /** Reads the configuration. */
  public SentimentConfig config() {
    return SentimentConfig.read(Settings.load(directory.resolve("toy.yaml"), overrides), directory);
  }

  /** Replaces the configuration's text by {@code change}. */
  public ToyReviews edit(java.util.function.UnaryOperator<String> change) throws IOException {
    Path file = directory.resolve("toy.yaml");
    Files.writeString(file, change.apply(Files.readString(file)));
    return this;
  }

  /** Trains to the end. */
  public TrainingOutcome train(Path run) throws IOException {
    return train(run, false, () -> false);
  }

  /** Trains until {@code stop} says so. */
  public TrainingOutcome train(Path run, boolean resume, BooleanSupplier stop) throws IOException {
    return Trainer.run(config(), new TrainingRun(run, resume, TrainingListener.NONE, stop));
  }

  /** Returns a trained bundle that all tests share. */
  public static ModelBundle bundle() throws IOException {
    synchronized (LOCK) {
      if (shared == null) {
        Path directory = Files.createTempDirectory("toy-reviews");
        write(directory, 1500).train(directory.resolve("run"));
        shared = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      }
      return shared;
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(ToyReviews::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
